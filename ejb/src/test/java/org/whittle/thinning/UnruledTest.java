package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.elf.TestElf;

/** Where no rule speaks of a package, what its files name and what it depends on decides. */
class UnruledTest {
  private final Thinning image = new Thinning().roots("app");

  @Test
  void aPackageKeepsItsOwnDataAndPlugins() {
    image
        .with("app")
        .program("/usr/sbin/app", TestElf.x86().bytes())
        .program("/usr/bin/app-admin", TestElf.x86().bytes())
        .library("/usr/lib/app/plugin.so", TestElf.x86().bytes())
        .file("/usr/share/app/table", "data")
        .file("/usr/share/doc/app/README", "doc")
        .file("/etc/init.d/app", "#!/bin/sh");
    assertEquals(
        "/sbin\n/usr/lib/app/plugin.so\n/usr/sbin/app\n/usr/share/app/table",
        image.entryPoint("/usr/sbin/app").files().replace("/lib\n", ""));
    assertEquals("PACKAGE app", image.reason("/usr/lib/app/plugin.so"));
  }

  @Test
  void dataThatItDependsOnIsKept() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .control("control", "Package: app\nDepends: app-data (>= 1), tools | other\n");
    image.with("app-data").file("/usr/share/app-data/table", "data");
    image.with("tools").program("/usr/bin/tool", TestElf.x86().bytes());
    assertEquals("/bin\n/usr/bin/app\n/usr/share/app-data/table", image.files());
    assertEquals("PACKAGE data of which app depends", image.reason("/usr/share/app-data/table"));
  }

  @Test
  void modulesThatItDependsOnAreKeptWithoutTheProgramsThatComeWithThem() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .control("control", "Package: app\nDepends: libdb-perl\n");
    image
        .with("libdb-perl")
        .file("/usr/share/perl5/DB.pm", "1;")
        .program("/usr/bin/db-proxy", TestElf.x86().bytes());
    assertEquals("/bin\n/usr/bin/app\n/usr/share/perl5/DB.pm", image.files());
  }

  @Test
  void dataUnderAProvidedNameIsKept() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .control("control", "Package: app\nDepends: node-virtual\n");
    image
        .with("node-real")
        .file("/usr/share/nodejs/virtual/index.js", "x")
        .control("control", "Package: node-real\nProvides: node-other (= 1), node-virtual (= 2)\n");
    assertEquals("/bin\n/usr/bin/app\n/usr/share/nodejs/virtual/index.js", image.files());
  }

  @Test
  void whatLibtoolNotesIsKeptBesidePlugIns() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .file("/usr/lib/x86_64-linux-gnu/libapp.la", "x")
        .file("/usr/lib/x86_64-linux-gnu/app/coders/png.la", "x");
    assertEquals(
        "/bin\n/lib\n/usr/bin/app\n/usr/lib/x86_64-linux-gnu/app/coders/png.la", image.files());
  }

  @Test
  void whatIsOfTheHostOtherwiseIsKeptIfItIsThePackagesOwn() {
    image
        .with("vim")
        .program("/usr/bin/vim", TestElf.x86().bytes())
        .file("/usr/share/vim/vim90/syntax/c.vim", "x")
        .file("/usr/share/zsh/vendor-completions/_vim", "x");
    assertEquals(
        "/bin\n/usr/bin/vim\n/usr/share/vim/vim90/syntax/c.vim",
        image.entryPoint("/usr/bin/vim").files());
  }

  @Test
  void aPackageOfTheSameSourceMakesTheUserThoughNoFileOfItIsKept() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .control("control", "Package: app\nSource: suite (1)\n");
    image
        .with("app-base")
        .program("/usr/bin/app-admin", TestElf.x86().bytes())
        .control("control", "Package: app-base\nSource: suite\n")
        .control(
            "postinst",
            """
            #!/bin/sh
            adduser --system --group --home /var/lib/app --force-badname Debian-app
            frobnicate
            """);
    image
        .with("stranger")
        .program("/usr/bin/stranger", TestElf.x86().bytes())
        .control("postinst", "#!/bin/sh\nadduser --system --group stranger\n");
    image.entryPoint("/usr/bin/app");

    assertEquals(
        List.of("frobnicate"),
        image.tree().unknownEffects().stream().map(ThinTree.UnknownEffect::text).toList());
    String passwd = image.contents.text(image.selected("/etc/passwd").file());
    assertEquals(
        List.of("root", "Debian-app", "nobody"),
        passwd.lines().map(line -> line.replaceFirst(":.*", "")).toList());
  }

  @Test
  void whatAProgramNamesIsKept() {
    image
        .with("app")
        .program("/usr/bin/app", elfNaming("/usr/lib/other/modules", "/bin/sh", "libopened.so.1"));
    image
        .with("other")
        .directory("/usr/lib/other/modules", 0755, 0, 0)
        .library("/usr/lib/other/modules/a.so", TestElf.x86().bytes())
        .program("/usr/bin/other", TestElf.x86().bytes());
    image
        .with("libopened1")
        .library("/usr/lib/x86_64-linux-gnu/libopened.so.1", TestElf.x86().bytes());
    image.reserve("dash").program("/bin/sh", TestElf.x86().bytes());
    assertEquals(
        """
        /bin
        /lib
        /usr/bin/app
        /usr/bin/sh
        /usr/lib/other/modules/a.so
        /usr/lib/x86_64-linux-gnu/libopened.so.1\
        """,
        image.files());
    assertEquals(
        "MENTIONED libopened.so.1 of /usr/bin/app",
        image.reason("/usr/lib/x86_64-linux-gnu/libopened.so.1"));
  }

  @Test
  void whatAScriptCallsIsKept() {
    image
        .with("app")
        .program("/usr/bin/app", "#!/bin/sh\nsort x | tool\n".getBytes(StandardCharsets.UTF_8));
    image.with("tools").program("/usr/bin/tool", TestElf.x86().bytes());
    image.reserve("dash").program("/bin/sh", TestElf.x86().bytes());
    image
        .reserve("coreutils")
        .program("/usr/bin/sort", TestElf.x86().bytes())
        .program("/usr/bin/uniq", TestElf.x86().bytes());
    assertEquals("/bin\n/usr/bin/app\n/usr/bin/sh\n/usr/bin/sort\n/usr/bin/tool", image.files());
    assertEquals("MENTIONED tool of /usr/bin/app", image.reason("/usr/bin/tool"));
  }

  @Test
  void whatTheAuthorsConfigurationNamesIsKept() {
    image.rules("packages: {app: {slices: {}}, modules: {slices: {}}}");
    image.with("app").program("/usr/bin/app", TestElf.x86().bytes());
    image
        .with("modules")
        .library("/usr/lib/modules/a.so", TestElf.x86().bytes())
        .library("/usr/lib/modules/b.so", TestElf.x86().bytes());
    image
        .entryPoint("/usr/bin/app")
        .overlay("/etc/app.conf", "load /usr/lib/modules/a.so\n# load /usr/lib/modules/b.so\n");
    assertEquals("/bin\n/etc/app.conf\n/lib\n/usr/bin/app\n/usr/lib/modules/a.so", image.files());
  }

  @Test
  void aRuleThatSpeaksDecidesAlone() {
    image.rules("packages: {app: {slices: {program: {when: root, files: [/usr/bin/app]}}}}");
    image
        .with("app")
        .program("/usr/bin/app", elfNaming("/usr/share/app/table"))
        .file("/usr/share/app/table", "data");
    assertEquals("/bin\n/usr/bin/app", image.files());
  }

  private static byte[] elfNaming(String... texts) {
    byte[] elf = TestElf.x86().bytes();
    byte[] more = ("\0" + String.join("\0", texts) + "\0").getBytes(StandardCharsets.UTF_8);
    byte[] all = Arrays.copyOf(elf, elf.length + more.length);
    System.arraycopy(more, 0, all, elf.length, more.length);
    return all;
  }

  @Test
  void aLibraryWithoutVersionIsOpenedByItsNameWhereThereAreNoHeaders() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .library("/usr/lib/libapp-native.so.0", TestElf.x86().bytes())
        .library("/usr/lib/libapp-other.so.0", TestElf.x86().bytes())
        .link("/usr/lib/libapp-native.so", "libapp-native.so.0");
    image
        .with("libtool-dev")
        .file("/usr/include/tool.h", "x")
        .library("/usr/lib/libtool.so", TestElf.x86().bytes());
    assertEquals(
        "/bin\n/lib\n/usr/bin/app\n/usr/lib/libapp-native.so\n/usr/lib/libapp-native.so.0",
        image.entryPoint("/usr/bin/app").files());
  }

  private void compilerAndLibrary() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .program("/usr/bin/x86_64-linux-gnu-gcc-12", TestElf.x86().bytes());
    image
        .with("libc6-dev")
        .file("/usr/include/stdio.h", "int puts();")
        .file("/usr/lib/x86_64-linux-gnu/libc.a", "x")
        .file("/usr/lib/x86_64-linux-gnu/crt1.o", "x")
        .file("/usr/share/doc/libc6-dev/README", "x");
    image
        .with("binutils")
        .program("/usr/bin/x86_64-linux-gnu-as", TestElf.x86().bytes())
        .program("/usr/bin/objdump", TestElf.x86().bytes())
        .link("/usr/bin/as", "x86_64-linux-gnu-as");
    image.with("other").file("/usr/share/other/table", "x");
  }

  @Test
  void headersAndLibrariesToBeLinkedAreKeptForACompiler() {
    compilerAndLibrary();
    assertEquals(
        "/usr/include/stdio.h\n/usr/lib/x86_64-linux-gnu/crt1.o\n/usr/lib/x86_64-linux-gnu/libc.a",
        image
            .entryPoint("/usr/bin/x86_64-linux-gnu-gcc-12")
            .files()
            .lines()
            .filter(l -> l.startsWith("/usr/include") || l.startsWith("/usr/lib"))
            .collect(Collectors.joining("\n")));
    assertEquals("PACKAGE libc6-dev, for a compiler", image.reason("/usr/include/stdio.h"));
    assertEquals(
        List.of("/usr/bin/as", "/usr/bin/x86_64-linux-gnu-as", "/usr/bin/x86_64-linux-gnu-gcc-12"),
        image.files().lines().filter(l -> l.startsWith("/usr/bin")).toList());
  }

  @Test
  void whereNoCompilerIsKeptThereIsNothingForOne() {
    compilerAndLibrary();
    assertEquals("/bin\n/usr/bin/app", image.entryPoint("/usr/bin/app").files());
  }

  @Test
  void theLevelSafeKeepsHeadersBesideACompiler() {
    compilerAndLibrary();
    image.level(Blueprint.Level.SAFE).entryPoint("/usr/bin/app");
    assertEquals("LEVEL safe", image.reason("/usr/include/stdio.h"));
  }

  @Test
  void aLinkOfTmpfilesToDocumentationIsNotMade() {
    image
        .with("app")
        .program("/usr/bin/app", TestElf.x86().bytes())
        .file("/usr/share/doc/app/README", "x")
        .file(
            "/usr/lib/tmpfiles.d/app.conf",
            """
            L /var/log/README - - - - ../../usr/share/doc/app/README
            L /etc/x - - - - ../usr/y
            """);
    assertEquals("/bin\n/etc/x\n/usr/bin/app", image.files());
  }
}
