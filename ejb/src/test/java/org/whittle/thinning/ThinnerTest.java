package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.elf.TestElf;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.InvalidInput;

class ThinnerTest {
  private final Thinning image = new Thinning();

  private static byte[] elf(String... needed) {
    return TestElf.x86().needs(needed).bytes();
  }

  private void libc() {
    image
        .with("libc6")
        .library("/lib/x86_64-linux-gnu/libc.so.6", TestElf.x86().soname("libc.so.6").bytes())
        .program("/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2", elf())
        .link("/lib64/ld-linux-x86-64.so.2", "/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2")
        .file("/usr/share/doc/libc6/copyright", "GPL");
  }

  @Test
  void aProgramBringsItsInterpreterItsLibrariesAndTheLinksOnTheWay() {
    libc();
    byte[] app =
        TestElf.x86().interpreter("/lib64/ld-linux-x86-64.so.2").needs("libz.so.1").bytes();
    image.with("app").program("/usr/bin/app", app).file("/usr/share/app/extra", "unused");
    image
        .with("zlib1g")
        .link("/lib/x86_64-linux-gnu/libz.so.1", "libz.so.1.2")
        .library("/lib/x86_64-linux-gnu/libz.so.1.2", elf("libc.so.6"));
    image.rules("packages: {app: {slices: {}}}").roots("app").entryPoint("/usr/bin/app");
    assertEquals(
        """
        /lib
        /lib64
        /usr/bin/app
        /usr/lib/x86_64-linux-gnu/ld-linux-x86-64.so.2
        /usr/lib/x86_64-linux-gnu/libc.so.6
        /usr/lib/x86_64-linux-gnu/libz.so.1
        /usr/lib/x86_64-linux-gnu/libz.so.1.2
        /usr/lib64/ld-linux-x86-64.so.2\
        """,
        image.files().replace("/bin\n", ""));
    String tuple = "/usr/lib/x86_64-linux-gnu/";
    assertEquals("ENTRY_POINT entry point of the blueprint", image.reason("/usr/bin/app"));
    assertEquals("NEEDED libz.so.1 of /usr/bin/app", image.reason(tuple + "libz.so.1"));
    assertEquals(
        "LINK_TARGET libz.so.1.2 of " + tuple + "libz.so.1", image.reason(tuple + "libz.so.1.2"));
    assertEquals("NEEDED libc.so.6 of " + tuple + "libz.so.1.2", image.reason(tuple + "libc.so.6"));
    assertEquals("LINK merged /usr of /usr/lib64", image.reason("/lib64"));
  }

  @Test
  void whatIsKnownOfAFileIsNotReadAgain() {
    image.with("app").program("/usr/bin/app", elf());
    image.roots("app").files();
    int opened = image.contents.opened;
    image.files();
    assertEquals(opened, image.contents.opened);
  }

  @Test
  void librariesAreSearchedAsTheLoaderDoes() {
    image
        .with("app")
        .program("/opt/bin/app", TestElf.x86().needs("liba.so").runpath("$ORIGIN/../lib").bytes())
        .library("/opt/lib/liba.so", elf("libc.so"))
        .library("/opt/lib/libc.so", elf())
        .library("/usr/lib/liba.so", elf())
        .library("/usr/lib/x86_64-linux-gnu/libc.so", TestElf.x86().machine(183).bytes())
        .library("/usr/lib/libc.so", elf());
    image.rules("packages: {app: {slices: {}}}").roots("app").entryPoint("/opt/bin/app");
    // A run path is for the file's own needs only, and libraries of another machine are passed by.
    assertEquals("/lib\n/opt/bin/app\n/opt/lib/liba.so\n/usr/lib/libc.so", image.files());
  }

  @Test
  void anRpathAlsoServesWhatItLoads() {
    image
        .with("app")
        .program("/opt/bin/app", TestElf.x86().needs("liba.so").rpath("/opt/lib").bytes())
        .library("/opt/lib/liba.so", elf("libb.so"))
        .library("/opt/lib/libb.so", elf());
    image.roots("app").entryPoint("/opt/bin/app");
    assertEquals("/opt/bin/app\n/opt/lib/liba.so\n/opt/lib/libb.so", image.files());
  }

  @Test
  void theImagesLibraryPathAndTheConfiguredDirectoriesAreSearched() {
    image
        .with("app")
        .program("/usr/bin/app", elf("liba.so", "libb.so"))
        .library("/srv/lib/liba.so", elf())
        .library("/opt/x/libb.so", elf())
        .file("/etc/ld.so.conf.d/x.conf", "# of x\n/opt/x\n");
    image.roots("app").entryPoint("/usr/bin/app").environment("LD_LIBRARY_PATH", "/srv/lib");
    assertEquals(
        "/bin\n/etc/ld.so.conf.d/x.conf\n/opt/x/libb.so\n/srv/lib/liba.so\n/usr/bin/app",
        image.files());
  }

  @Test
  void librariesThatOnlyTheConfigurationNamesAreInTheLoadersCache() {
    image
        .with("app")
        .program("/usr/bin/app", elf("liba.so.1", "libb.so.1"))
        .library("/usr/lib/liba.so.1", TestElf.x86().soname("liba.so.1").bytes())
        .library("/opt/x/libb.so.1", TestElf.x86().soname("libb.so.1").bytes())
        .file("/etc/ld.so.conf.d/x.conf", "/opt/x\n");
    image.roots("app").entryPoint("/usr/bin/app");

    assertEquals("EFFECT ldconfig", image.reason("/etc/ld.so.cache"));
    assertEquals(
        48 + 2 * 24 + "liba.so.1 /usr/lib/liba.so.1 libb.so.1 /opt/x/libb.so.1 ".length(),
        image.selected("/etc/ld.so.cache").file().size());
  }

  @Test
  void scriptsBringTheirInterpreters() {
    image
        .with("app")
        .program("/usr/bin/app", "#!/usr/bin/env -S perl -w\n".getBytes(StandardCharsets.UTF_8));
    image.with("perl").program("/usr/bin/perl", elf());
    image.with("coreutils").program("/usr/bin/env", elf());
    image.roots("app");
    assertEquals("/bin\n/usr/bin/app\n/usr/bin/env\n/usr/bin/perl", image.files());
    assertEquals(
        "INTERPRETER /usr/bin/env -S perl -w of /usr/bin/app", image.reason("/usr/bin/perl"));
  }

  @Test
  void aRootWithoutRulesBringsItsProgramsItsServiceAndItsConfiguration() {
    image
        .with("app")
        .program("/usr/sbin/app", elf())
        .program("/usr/lib/app/helper", elf())
        .file("/lib/systemd/system/app.service", "[Service]\nExecStart=-/usr/lib/app/helper -x\n")
        .file("/etc/app.conf", "x")
        .file("/etc/init.d/app", "x")
        .directory("/var/lib/app", 0750, 7, 7)
        .control("conffiles", "/etc/app.conf\n/etc/init.d/app\n");
    image.roots("app");
    assertEquals("/etc/app.conf\n/lib\n/sbin\n/usr/lib/app/helper\n/usr/sbin/app", image.files());
    assertEquals("CONFIGURATION app", image.reason("/etc/app.conf"));
    assertEquals(0750, image.selected("/var/lib/app").file().mode());
    assertEquals("[app=1/amd64]", image.tree().uncovered().toString());
  }

  @Test
  void aMetaPackageStandsForWhatItDependsOn() {
    image.with("meta").control("control", "Package: meta\nDepends: app (>= 1), other | none\n");
    image.with("app").program("/usr/bin/app", elf());
    image.roots("meta");
    assertEquals("/bin\n/usr/bin/app", image.files());
  }

  @Test
  void theCommandIsLookedUpOnThePathWithItsArguments() {
    image.with("app").program("/usr/bin/app", elf()).file("/etc/app.conf", "x");
    image.command("app", "/etc/app.conf", "--fast");
    assertEquals("/bin\n/etc/app.conf\n/usr/bin/app", image.files());
    assertEquals("ENTRY_POINT argument of the command", image.reason("/etc/app.conf"));
  }

  @Test
  void anEntryPointThatNothingShipsIsSaid() {
    image.with("app").program("/usr/bin/app", elf());
    image.entryPoint("/usr/bin/none");
    InvalidInput failure = assertThrows(InvalidInput.class, image::tree);
    assertEquals(
        "cannot thin image: /usr/bin/none, entry point of the blueprint, is in no package of the"
            + " composition and not in the overlay. Add the package that ships it, or correct the"
            + " path",
        failure.messageWithRemedy());
  }

  @Test
  void theOverlayWinsOverPackages() {
    image.with("app").program("/usr/bin/app", elf()).file("/etc/app.conf", "theirs");
    image.entryPoint("/usr/bin/app").entryPoint("/etc/app.conf").overlay("/etc/app.conf", "ours");
    SelectedFile file = image.selected("/etc/app.conf");
    assertEquals("OVERLAY blueprint", image.reason("/etc/app.conf"));
    assertEquals("ours", image.contents.text(file.file()));
    assertEquals(0600, file.file().mode());
    assertEquals(
        1,
        image.tree().files().filter(f -> f.file().path().value().equals("/etc/app.conf")).count());
  }

  @Test
  void levelsKeepMore() {
    image
        .with("app")
        .program("/usr/bin/app", elf())
        .file("/usr/share/app/data", "x")
        .file("/usr/share/doc/app/README", "x")
        .file("/usr/lib/libapp.a", "x");
    assertEquals("", image.files());
    image.level(Blueprint.Level.SAFE);
    assertEquals("/bin\n/usr/bin/app\n/usr/share/app/data", image.files());
    image.level(Blueprint.Level.FULL);
    assertEquals(
        """
        /bin
        /lib
        /usr/bin/app
        /usr/lib/libapp.a
        /usr/share/app/data
        /usr/share/doc/app/README\
        """,
        image.files());
  }

  @Test
  void filesThatDifferInTwoPackagesAreAConflict() {
    image.with("a").file("/etc/x", "1");
    image.with("b").file("/etc/x", "2");
    Corrupted failure = assertThrows(Corrupted.class, image::tree);
    assertEquals(
        "cannot lay /etc/x: it differs in a=1/amd64 and b=1/amd64, and neither replaces the other."
            + " Leave one of the two packages out of the blueprint",
        failure.messageWithRemedy());
  }

  @Test
  void filesThatOnePackageReplacesAreNoConflict() {
    image.with("a").file("/etc/x", "1");
    image.with("b").file("/etc/x", "2").control("control", "Replaces: z, a (<< 2)\n");
    image.entryPoint("/etc/x");
    assertEquals("2", image.contents.text(image.selected("/etc/x").file()));
  }

  @Test
  void linksInACircleAreRefused() {
    image.with("a").link("/etc/x", "y").link("/etc/y", "x");
    image.entryPoint("/etc/x");
    Corrupted failure = assertThrows(Corrupted.class, image::tree);
    assertEquals("cannot follow the link /etc/x: more than 40 links", failure.getMessage());
  }

  @Test
  void aBrokenProgramIsNamed() {
    byte[] broken = Arrays.copyOf(elf("libc.so.6"), 100);
    image.with("a").program("/usr/bin/a", broken);
    image.roots("a");
    Corrupted failure = assertThrows(Corrupted.class, image::tree);
    assertTrue(
        failure.getMessage().startsWith("cannot probe /usr/bin/a of a=1/amd64: cannot read ELF"),
        failure.getMessage());
  }

  @Test
  void theOrderOfTheCompositionDoesNotMatter() {
    libc();
    image.with("app").program("/usr/bin/app", elf("libc.so.6"));
    image.roots("app");
    ThinRequest request = image.request();
    ThinRequest reversed =
        new ThinRequest(
            request.blueprint(),
            request.roots(),
            List.copyOf(request.composition().reversed()),
            request.rules());
    assertEquals(
        Thinner.thin(request, image.contents, image, image.contents),
        Thinner.thin(reversed, image.contents, image, image.contents));
  }
}
