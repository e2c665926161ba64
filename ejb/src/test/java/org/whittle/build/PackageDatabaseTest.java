package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.whittle.composition.TreeBuilder;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.rules.Glob;
import org.whittle.rules.Part;
import org.whittle.rules.Position;
import org.whittle.store.MemoryBlobStore;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;

class PackageDatabaseTest {
  private static final List<PackageContents> PACKAGES =
      List.of(
          contents(
              "web",
              """
              Package: web
              Source: web-source (1.9)
              Version: 2
              Architecture: amd64
              Maintainer: Somebody <a@example.org>
              Depends: libweb (>= 1),
               libc6
              Homepage: https://example.org/
              Description: a server
               It serves.
              """),
          contents("empty", ""));

  private final MemoryBlobStore store = new MemoryBlobStore();

  private static PackageContents contents(String name, String control) {
    return new PackageContents(
        PackageId.of(name, "2", "amd64"),
        Digest.of(name),
        List.of(),
        control.isEmpty() ? Map.of() : Map.of("control", control));
  }

  @Test
  void scannersFindEachPackageOnce() throws IOException {
    ThinTree tree = PackageDatabase.addTo(new TreeBuilder().tree(), PACKAGES, store);

    assertEquals(
        """
        Package: empty
        Status: install ok installed
        Architecture: amd64
        Version: 2

        Package: web
        Status: install ok installed
        Maintainer: Somebody <a@example.org>
        Architecture: amd64
        Source: web-source (1.9)
        Version: 2
        Depends: libweb (>= 1), libc6
        Description: a server
        """,
        text(tree));
    assertEquals(
        List.of("/var", "/var/lib", "/var/lib/dpkg", "/var/lib/dpkg/status"),
        tree.generated().stream().map(f -> f.file().path().value()).toList());
  }

  @Test
  void aMachineHasThePackagesThatStartItBesideThoseOfTheImage() throws IOException {
    ThinTree tree = PackageDatabase.addTo(new TreeBuilder().tree(), PACKAGES, store);
    List<PackageContents> more = List.of(contents("linux", ""), contents("web", ""));

    ThinTree machine = PackageDatabase.with(tree, more, store);

    assertEquals(
        text(tree)
            + """

            Package: linux
            Status: install ok installed
            Architecture: amd64
            Version: 2
            """,
        text(machine));
    assertEquals(machine, PackageDatabase.with(machine, more, store));
    ThinTree without = new TreeBuilder().tree();
    assertSame(without, PackageDatabase.with(without, more, store));
  }

  @Test
  void theOrderOfPackagesDoesNotMatter() throws IOException {
    ThinTree empty = new TreeBuilder().tree();

    assertEquals(
        text(PackageDatabase.addTo(empty, PACKAGES, store)),
        text(PackageDatabase.addTo(empty, PACKAGES.reversed(), store)));
  }

  @Test
  void aDatabaseThatIsThereStays() {
    ThinTree own = new TreeBuilder().file("/var/lib/dpkg/status", 0644, "mine").tree();

    assertSame(own, PackageDatabase.addTo(own, PACKAGES, store));
  }

  @Test
  void anImageWithoutPackagesHasNone() {
    ThinTree own = new TreeBuilder().file("/bin/a", 0755, "a").tree();

    assertSame(own, PackageDatabase.addTo(own, List.of(), store));
  }

  @Test
  void whatIsKnownOfTheTreeStaysKnown() {
    Part.Pattern manual =
        new Part.Pattern(new Position("r.yaml", 3, 1), new Glob("/usr/share/web/manual/**"));
    PackageId web = PACKAGES.getFirst().id();
    ThinTree.UnknownEffect effect = new ThinTree.UnknownEffect(web, "postinst", 2, "make-web");
    ThinTree tree =
        new ThinTree(List.of(), List.of(), List.of(effect), List.of(web), List.of(manual));

    ThinTree with = PackageDatabase.addTo(tree, PACKAGES, store);

    assertTrue(with.leavesOut(new FilePath("/usr/share/web/manual/index.html")));
    assertEquals(List.of(effect), with.unknownEffects());
    assertEquals(List.of(web), with.uncovered());
  }

  private String text(ThinTree tree) throws IOException {
    Digest content =
        tree.files()
            .map(SelectedFile::file)
            .filter(f -> f.path().equals(new FilePath("/var/lib/dpkg/status")))
            .findFirst()
            .flatMap(f -> f.content())
            .orElseThrow();
    try (InputStream in = store.open(content)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
