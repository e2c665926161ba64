package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.composition.Layer;
import org.whittle.composition.oci.OciImage;
import org.whittle.composition.oci.OciValidator;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.rules.RuleSet;
import org.whittle.source.Keyring;
import org.whittle.source.PackageRequest;
import org.whittle.source.SourceDefinition;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.store.StoreCheck;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.verification.RetroTestRunner;

/** Flips bits in a store with an image, finds them, and makes what they hit again. */
class StoreRepairTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);

  @TempDir Path folder;
  private TestArchive archive;
  private Workshop shop;
  private Built built;
  private List<PackageRequest> archives;
  private StoreRepair.Image image;

  @BeforeEach
  void build() throws IOException {
    archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), CLOCK);
    archive
        .suite("stable")
        .add(
            DebBuilder.deb("app", "1", "amd64")
                .depends("tool")
                .file("/usr/bin/app", "#!/usr/bin/tool\n", 0755))
        .add(DebBuilder.deb("tool", "2", "amd64").file("/usr/bin/tool", "program", 0755));
    archive.write();
    Path data = folder.resolve("store");
    shop =
        new Workshop(
            new FileBlobStore(data),
            new FileDerivedData(data),
            PackageSource.through(Transport.direct()),
            RetroTestRunner.onThisMachine(),
            folder.resolve("work"),
            2);
    ArchiveBaseline baseline = baseline();
    Parsed parsed =
        assertInstanceOf(
            Parsed.class,
            BlueprintParser.parse(
                """
                name: app
                packages: [app]
                entry-points: [/usr/bin/app]
                overlay:
                  - path: /etc/app.conf
                    content: own
                """));
    built =
        assertInstanceOf(
            Built.class,
            new ImageBuilder(shop)
                .build(
                    new BuildRequest(
                        parsed.blueprint(), parsed.digest(), baseline, List.of(), RuleSet.EMPTY),
                    Progress.NONE));
    archives =
        built.composition().lines().stream()
            .map(line -> baseline.locate(line.id()).orElseThrow())
            .toList();
    image = new StoreRepair.Image(built.tree(), parsed.blueprint(), baseline.date());
  }

  private ArchiveBaseline baseline() throws IOException {
    SourceDefinition source =
        new SourceDefinition(
            "test",
            URI.create("file://" + archive.directory()),
            "stable",
            List.of("main"),
            Architecture.AMD64,
            Keyring.parse(Files.readAllBytes(archive.keyring())),
            "Test");
    return HostArchive.baseline(
        source, new FileBlobStore(folder.resolve("index")), Transport.direct(), CLOCK);
  }

  @Test
  void aPackageIsFetchedAndItsFilesAreUnpackedAgain() throws IOException {
    Set<Digest> hit = new HashSet<>();
    archives.forEach(each -> hit.add(each.sha256()));
    hit.add(content("/usr/bin/app"));
    hit.add(content("/usr/bin/tool"));
    flip(hit);
    assertEquals(hit, found());

    assertEquals(hit, new StoreRepair(shop).packages(hit, archives, Progress.NONE));
    assertEquals(Set.of(), found());
  }

  @Test
  void anImageIsWrittenAgain() throws IOException {
    OciImage oci = built.oci().orElseThrow();
    Set<Digest> hit = new HashSet<>(List.of(oci.manifest(), oci.config()));
    oci.layers().stream().map(Layer::digest).forEach(hit::add);
    flip(hit);

    assertEquals(hit, new StoreRepair(shop).images(hit, List.of(image)));
    assertEquals(Set.of(), found());
    assertEquals(List.of(), OciValidator.faults(oci.manifest(), shop.store()));
  }

  @Test
  void whatIsGoneIsMadeLikeWhatIsDamaged() {
    Set<Digest> gone = Set.of(content("/usr/bin/tool"));
    gone.forEach(digest -> shop.store().delete(digest, Instant.MAX));

    assertEquals(gone, new StoreRepair(shop).packages(gone, archives, Progress.NONE));
    assertTrue(shop.store().contains(content("/usr/bin/tool")));
  }

  @Test
  void whatNobodyOffersAnyMoreStaysDamagedAndIsNotDeleted() throws IOException {
    Set<Digest> hit = Set.of(archives.getFirst().sha256());
    flip(hit);
    try (Stream<Path> pool = Files.walk(archive.directory().resolve("pool"))) {
      for (Path file : pool.filter(Files::isRegularFile).toList()) {
        Files.delete(file);
      }
    }

    assertEquals(Set.of(), new StoreRepair(shop).packages(hit, archives, Progress.NONE));
    assertEquals(hit, found());
  }

  @Test
  void theImagesOwnFilesAreNotInventedAnew() throws IOException {
    Set<Digest> hit = Set.of(content("/etc/app.conf"));
    flip(hit);
    StoreRepair repair = new StoreRepair(shop);

    assertEquals(Set.of(), repair.packages(hit, archives, Progress.NONE));
    assertEquals(Set.of(), repair.images(hit, List.of(image)));
    assertEquals(hit, found());
  }

  @Test
  void aCancelledRepairStops() {
    Thread.currentThread().interrupt();
    Unavailable failure =
        assertThrows(
            Unavailable.class,
            () -> new StoreRepair(shop).packages(Set.of(), archives, Progress.NONE));

    assertEquals("cannot repair the store: cancelled", failure.getMessage());
    assertTrue(Thread.interrupted());
  }

  @Test
  void nothingIsLeftBehind() throws IOException {
    Set<Digest> hit = Set.of(archives.getFirst().sha256());
    flip(hit);
    assertFalse(new StoreRepair(shop).packages(hit, archives, Progress.NONE).isEmpty());

    try (Stream<Path> left = Files.list(folder.resolve("work"))) {
      assertEquals(List.of(), left.toList());
    }
  }

  private Digest content(String path) {
    return built
        .tree()
        .files()
        .map(selected -> selected.file())
        .filter(file -> file.path().value().equals(path))
        .findFirst()
        .flatMap(file -> file.content())
        .orElseThrow();
  }

  private void flip(Set<Digest> digests) throws IOException {
    for (Digest digest : new ArrayList<>(digests)) {
      Path file = file(digest);
      byte[] bytes = Files.readAllBytes(file);
      bytes[bytes.length / 2] ^= 1;
      assertTrue(file.toFile().setWritable(true));
      Files.write(file, bytes);
    }
  }

  private Path file(Digest digest) {
    Path packed =
        folder.resolve(
            "store/blobs/sha256/" + digest.hex().substring(0, 2) + "/" + digest.hex() + ".zst");
    return shop.store().file(digest).orElse(packed);
  }

  private Set<Digest> found() {
    return Set.copyOf(StoreCheck.run(shop.store(), Progress.NONE).damaged());
  }
}
