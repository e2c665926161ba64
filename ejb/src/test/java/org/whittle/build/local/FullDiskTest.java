package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.abort;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildRequest;
import org.whittle.build.Workshop;
import org.whittle.build.local.LocalBuild.Result;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.rules.RuleSet;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.store.StoreCheck;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.verification.RetroTestRunner;

/**
 * Builds onto a file system that is really full: a small one in memory.
 *
 * <p>Only root may mount one: where that is not allowed the test is reported as skipped, and fails
 * in continuous integration.
 */
class FullDiskTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final int ROOM = 256 << 10;

  @TempDir Path folder;
  private Path small;
  private Path sources;

  @BeforeEach
  void mountASmallDiskAndWriteAnArchiveThatDoesNotFit() throws Exception {
    small = Files.createDirectory(folder.resolve("small"));
    String refusal = run("mount", "-t", "tmpfs", "-o", "size=" + ROOM, "tmpfs", small.toString());
    if (!refusal.isEmpty()) {
      String message = "a small file system cannot be mounted here: " + refusal;
      assertFalse(Boolean.getBoolean("whittle.ci"), message);
      abort(message);
    }
    TestArchive archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), CLOCK);
    StringBuilder noise = new StringBuilder();
    new Random(1).ints(4L * ROOM, 33, 127).forEach(c -> noise.append((char) c));
    archive
        .suite("stable")
        .add(DebBuilder.deb("app", "1", "amd64").file("/usr/bin/app", noise.toString(), 0755));
    archive.write();
    sources =
        Files.writeString(
            folder.resolve("test.sources"),
            String.join(
                "\n",
                "Types: deb",
                "URIs: file://" + archive.directory(),
                "Suites: stable",
                "Components: main",
                "Signed-By: " + archive.keyring(),
                ""));
  }

  @AfterEach
  void unmount() throws Exception {
    run("umount", small.toString());
  }

  @Test
  void anOutputThatIsFullGetsNothingAndTheRemedyIsTold() throws IOException {
    Unavailable full = assertThrows(Unavailable.class, () -> build(folder.resolve("store"), small));

    assertTrue(full.getMessage().contains("no space left in " + small), full.getMessage());
    assertTrue(full.remedy().orElse("").startsWith("Free space there"), full::toString);
    assertEquals(List.of(), names(small));
  }

  @Test
  void aStoreThatIsFullStaysSoundAndNothingIsWritten() throws IOException {
    Path output = folder.resolve("output");
    Path store = small.resolve("store");

    String said = said(() -> build(store, output));

    assertTrue(said.contains("no space left in"), said);
    assertFalse(Files.exists(output));
    StoreCheck.Report report = StoreCheck.run(new FileBlobStore(store), Progress.NONE);
    assertEquals(List.of(), report.damaged());
    assertEquals(List.of(), names(store.resolve("blobs/incoming")));
  }

  /** A build. */
  @FunctionalInterface
  private interface Build {
    Result run() throws IOException;
  }

  /** What a build that fails says: as an outcome, or where its store cannot even be begun. */
  private static String said(Build build) throws IOException {
    try {
      return assertInstanceOf(Result.Broken.class, build.run()).failed().message();
    } catch (Unavailable e) {
      return e.getMessage();
    }
  }

  private Result build(Path store, Path output) throws IOException {
    FileBlobStore blobs = new FileBlobStore(store);
    Supply supply =
        Supply.gather(
            new Supply.Named(
                folder, Optional.of(sources), List.of(), Instant.EPOCH, Optional.empty()),
            Architecture.AMD64,
            Transport.direct(),
            blobs,
            new ContentsLibrary(Transport.direct(), blobs, folder.resolve("contents"), CLOCK),
            CLOCK,
            Progress.NONE);
    Workshop shop =
        new Workshop(
            blobs,
            new FileDerivedData(store),
            supply.packages(),
            RetroTestRunner.onThisMachine(),
            folder.resolve("work"),
            1);
    Parsed parsed =
        assertInstanceOf(
            Parsed.class,
            BlueprintParser.parse("{name: app, packages: [app], entry-points: [/usr/bin/app]}"));
    BuildRequest request =
        new BuildRequest(
            parsed.blueprint(), parsed.digest(), supply.baseline(), List.of(), RuleSet.EMPTY);
    return new LocalBuild(shop)
        .build(
            new LocalBuild.Order(
                request, List.of(ArtifactFormat.TAR), false, output, Optional.empty()),
            Progress.NONE);
  }

  private static List<String> names(Path directory) throws IOException {
    try (Stream<Path> files = Files.list(directory)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  /** Empty if the command succeeds, else what it says. */
  private static String run(String... command) throws InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String said =
          new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
      return process.waitFor() == 0 ? "" : said.isEmpty() ? "it failed" : said;
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }
}
