package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildRequest;
import org.whittle.build.Stage;
import org.whittle.build.Workshop;
import org.whittle.build.local.LocalBuild.Result;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.testarchive.ArchiveServer;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.verification.RetroTestRunner;

/** Builds from a small signed archive into a directory. */
class LocalBuildTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final List<ArtifactFormat> PORTABLE =
      List.of(ArtifactFormat.OCI, ArtifactFormat.OCI_ARCHIVE, ArtifactFormat.TAR);
  private static final String BLUEPRINT =
      """
      name: app
      packages: [app]
      entry-points: [/usr/bin/app]
      """;

  private static final List<String> ARTIFACTS =
      List.of(
          "app.cdx.json",
          "app.files.jsonl",
          "app.oci",
          "app.oci.tar",
          "app.provenance.json",
          "app.spdx.json",
          "app.tar");

  @TempDir Path folder;
  private TestArchive archive;
  private Path sources;
  private Path output;

  @BeforeEach
  void writeArchive() throws IOException {
    archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), CLOCK);
    archive
        .suite("stable")
        .add(
            DebBuilder.deb("app", "1", "amd64")
                .depends("tool")
                .file("/usr/bin/app", "#!/usr/bin/tool\n", 0755))
        .add(DebBuilder.deb("tool", "2", "amd64").file("/usr/bin/tool", "program", 0755));
    archive.write();
    sources = sources("file://" + archive.directory());
    output = folder.resolve("output");
  }

  private Path sources(String address) throws IOException {
    return Files.writeString(
        folder.resolve("test.sources"),
        String.join(
            "\n",
            "Types: deb",
            "URIs: " + address,
            "Suites: stable",
            "Components: main",
            "Signed-By: " + archive.keyring(),
            ""));
  }

  @Test
  void leavesTheArtifactsAndTheListOfFilesInTheOutput() throws IOException {
    Result.Written written = written(PORTABLE, Optional.empty(), "a");

    assertEquals(
        List.of(
            "app.oci",
            "app.oci.tar",
            "app.tar",
            "app.cdx.json",
            "app.spdx.json",
            "app.provenance.json",
            "app.files.jsonl"),
        written.artifacts().stream().map(f -> f.getFileName().toString()).toList());
    assertEquals(
        "{\"imageLayoutVersion\":\"1.0.0\"}",
        Files.readString(output.resolve("app.oci/oci-layout")));
    assertEquals(ARTIFACTS, names(output));
    assertEquals(
        Optional.of("tool"),
        FileListing.read(output).stream()
            .filter(f -> f.file().path().value().equals("/usr/bin/tool"))
            .findFirst()
            .orElseThrow()
            .packageName());
    assertEquals(FileListing.read(output), FileListing.read(output.resolve("app.oci.tar")));
    String provenance = Files.readString(output.resolve("app.provenance.json"));
    for (String name : List.of("app.oci.tar", "app.tar")) {
      assertTrue(provenance.contains(digest(output.resolve(name)).hex()), name);
    }
  }

  @Test
  void aSecondBuildReplacesWhatIsThereByTheSameBytes() throws IOException {
    written(PORTABLE, Optional.empty(), "a");
    Digest image = digest(output.resolve("app.oci.tar"));
    Digest index = digest(output.resolve("app.oci/index.json"));

    written(PORTABLE, Optional.empty(), "b");

    assertEquals(image, digest(output.resolve("app.oci.tar")));
    assertEquals(index, digest(output.resolve("app.oci/index.json")));
    assertEquals(ARTIFACTS, names(output));
  }

  @Test
  void aLockIsWrittenByOneRunAndObeyedByTheNextThoughTheArchiveHasMovedOn() throws IOException {
    Optional<Path> lock = Optional.of(folder.resolve("app.lock"));
    Result.Written first = written(PORTABLE, lock, "a");
    archive.suite("stable").remove("tool");
    archive
        .suite("stable")
        .add(DebBuilder.deb("tool", "3", "amd64").file("/usr/bin/tool", "newer", 0755));
    archive.write();

    Result.Written second = written(PORTABLE, lock, "b");

    assertEquals(first.built().input(), second.built().input());
    assertEquals(first.built().oci(), second.built().oci());
    assertEquals(first.built().tree(), second.built().tree());
    assertFalse(written(PORTABLE, Optional.empty(), "c").built().equals(first.built()));
  }

  @Test
  void aLockThatLacksWhatTheBlueprintAsksForNowIsSaidToBeOld() throws IOException {
    Optional<Path> lock = Optional.of(folder.resolve("app.lock"));
    written(PORTABLE, lock, "a");
    archive.suite("stable").add(DebBuilder.deb("more", "1", "amd64"));
    archive.write();

    String wider = BLUEPRINT.replace("[app]", "[app, more]");
    Supply supply = supply(wider, Optional.empty(), lock, "a");
    Result result = build(wider, supply, PORTABLE, false, "a", Progress.NONE);

    Result.Broken broken = assertInstanceOf(Result.Broken.class, result);
    assertEquals(
        "The lock lacks what the blueprint asks for now: delete it to choose packages anew.",
        supply.worded(broken.failed()).remedy());
    assertEquals(
        List.of("the blueprint has changed since the lock was written"),
        supply.notes(request(wider, supply)));
  }

  @Test
  void aFrozenIndexStandsForWhatTheArchiveOffersNow() throws IOException {
    Path offered = archive.directory().resolve("dists/stable/main/binary-amd64");
    String name = names(offered).stream().filter(n -> n.startsWith("Packages")).findFirst().get();
    Path index = folder.resolve(name);
    Files.copy(offered.resolve(name), index);
    archive.suite("stable").remove("tool");
    archive.write();

    Supply supply = supply(BLUEPRINT, Optional.of(index), Optional.empty(), "a");
    Result.Written written =
        assertInstanceOf(
            Result.Written.class, build(BLUEPRINT, supply, PORTABLE, false, "a", Progress.NONE));

    assertEquals(2, written.built().composition().lines().size());
    assertEquals(Instant.EPOCH, supply.baseline().date());
  }

  @Test
  void anImageThatDoesNotPassItsTestsIsNotWritten() throws IOException {
    String tested = BLUEPRINT + "tests: [{name: starts, run: [/usr/bin/absent]}]\n";
    Supply supply = supply(tested, Optional.empty(), Optional.empty(), "a");

    assertInstanceOf(
        Result.NotVerified.class, build(tested, supply, PORTABLE, true, "a", Progress.NONE));
    assertFalse(Files.exists(output));
    assertInstanceOf(
        Result.Written.class, build(tested, supply, PORTABLE, false, "a", Progress.NONE));
  }

  @Test
  void whatCannotBeResolvedIsNotWritten() throws IOException {
    String absent = "name: app\npackages: [absent]\n";
    Supply supply = supply(absent, Optional.empty(), Optional.empty(), "a");

    Result.Broken broken =
        assertInstanceOf(
            Result.Broken.class, build(absent, supply, PORTABLE, false, "a", Progress.NONE));
    assertEquals(Stage.RESOLVE, broken.failed().stage());
    assertFalse(Files.exists(output));
  }

  @Test
  void aCancelledBuildEndsAtOnceAndLeavesNothingInTheOutput() throws Exception {
    try (ArchiveServer server = ArchiveServer.serve(archive.directory())) {
      sources(server.uri().toString());
      Supply supply = supply(BLUEPRINT, Optional.empty(), Optional.empty(), "a");
      try (Stream<Path> files = Files.walk(archive.directory().resolve("pool"))) {
        files
            .filter(Files::isRegularFile)
            .forEach(f -> server.hold("/" + archive.directory().relativize(f)));
      }
      AtomicReference<Object> outcome = new AtomicReference<>();
      Thread builder =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      outcome.set(build(BLUEPRINT, supply, PORTABLE, false, "a", Progress.NONE));
                    } catch (Failure | IOException e) {
                      outcome.set(e);
                    }
                  });
      while (server.requests().stream().noneMatch(r -> r.contains(".deb"))) {
        Thread.sleep(5);
      }
      builder.interrupt();
      assertTrue(builder.join(java.time.Duration.ofSeconds(1)), "it goes on");
      assertInstanceOf(Result.Broken.class, outcome.get());
      assertFalse(Files.exists(output));
    }
  }

  @Test
  void aBuildThatIsCancelledWhileItWritesLeavesNothingInTheOutput() throws IOException {
    Supply supply = supply(BLUEPRINT, Optional.empty(), Optional.empty(), "a");
    Progress cancelling =
        (stage, done, total) -> {
          if (stage.equals(LocalBuild.WRITE) && done == 1) {
            Thread.currentThread().interrupt();
          }
        };

    assertThrows(Failure.class, () -> build(BLUEPRINT, supply, PORTABLE, false, "a", cancelling));
    assertTrue(Thread.interrupted(), "the thread forgot that it was interrupted");
    assertEquals(List.of(), names(output));
  }

  @Test
  void aSuiteThatIsNotThereIsSaidToBeMissing() throws IOException {
    Files.writeString(sources, Files.readString(sources).replace("stable", "absent"));

    assertThrows(NotFound.class, () -> supplyOf(BLUEPRINT));
  }

  private Supply supplyOf(String yaml) {
    return supply(yaml, Optional.empty(), Optional.empty(), "a");
  }

  private Supply supply(String yaml, Optional<Path> snapshot, Optional<Path> lock, String store) {
    return Supply.gather(
        new Supply.Named(
            folder, Optional.of(sources), snapshot.stream().toList(), Instant.EPOCH, lock),
        parsed(yaml).blueprint().architecture(),
        Transport.direct(),
        new FileBlobStore(folder.resolve(store)),
        new ContentsLibrary(
            Transport.direct(),
            new FileBlobStore(folder.resolve(store)),
            folder.resolve("contents"),
            CLOCK),
        CLOCK,
        Progress.NONE);
  }

  private static Parsed parsed(String yaml) {
    return assertInstanceOf(Parsed.class, BlueprintParser.parse(yaml));
  }

  private Result.Written written(List<ArtifactFormat> formats, Optional<Path> lock, String store)
      throws IOException {
    Supply supply = supply(BLUEPRINT, Optional.empty(), lock, store);
    Result result = build(BLUEPRINT, supply, formats, false, store, Progress.NONE);
    return assertInstanceOf(Result.Written.class, result, result::toString);
  }

  private static BuildRequest request(String yaml, Supply supply) {
    Parsed parsed = parsed(yaml);
    return new BuildRequest(
        parsed.blueprint(), parsed.digest(), supply.baseline(), List.of(), RuleSet.EMPTY);
  }

  private Result build(
      String yaml,
      Supply supply,
      List<ArtifactFormat> formats,
      boolean verify,
      String store,
      Progress progress)
      throws IOException {
    Path data = folder.resolve(store);
    Workshop shop =
        new Workshop(
            new FileBlobStore(data),
            new FileDerivedData(data),
            supply.packages(),
            RetroTestRunner.onThisMachine(),
            data.resolve("work"),
            2);
    return new LocalBuild(shop)
        .build(
            new LocalBuild.Order(request(yaml, supply), formats, verify, output, supply.lock()),
            progress);
  }

  private static Digest digest(Path file) throws IOException {
    return Digest.of(Files.readAllBytes(file));
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }
}
