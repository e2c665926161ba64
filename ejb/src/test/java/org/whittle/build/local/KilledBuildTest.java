package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildRequest;
import org.whittle.build.Workshop;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.store.StoreCheck;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.verification.RetroTestRunner;

/** Kills processes that build, at moments by chance; the store is sound, and the next build too. */
class KilledBuildTest {
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-01-02T03:04:05Z"), ZoneOffset.UTC);
  private static final int KILLS = 5;
  private static final int PACKAGES = 24;
  private static final String STARTED = "started";

  @TempDir Path folder;
  private Path sources;

  @BeforeEach
  void writeArchive() throws IOException {
    TestArchive archive = TestArchive.in(Files.createDirectories(folder.resolve("archive")), CLOCK);
    Random random = new Random(5);
    for (int i = 0; i < PACKAGES; i++) {
      DebBuilder deb = DebBuilder.deb("app" + i, "1", "amd64");
      for (int file = 0; file < 20; file++) {
        StringBuilder text = new StringBuilder();
        for (int line = 0; line < 800; line++) {
          text.append(Long.toHexString(random.nextLong())).append('\n');
        }
        deb.file("/usr/bin/app" + i + "-" + file, text.toString(), 0755);
      }
      archive.suite("stable").add(deb);
    }
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

  @Test
  void whateverMomentABuildIsKilledAtTheStoreIsSoundAndTheNextBuildTheSame() throws Exception {
    Map<String, Digest> expected = build(sources, folder.resolve("reference"));
    long whole = millisOf(folder.resolve("timed"));
    Path data = folder.resolve("killed");
    Random moments = new Random(System.nanoTime());
    for (int kill = 0; kill < KILLS; kill++) {
      long moment = moments.nextLong(Math.max(1, whole));
      Process process = start(data);
      awaitStart(process);
      process.waitFor(moment, TimeUnit.MILLISECONDS);
      process.destroyForcibly();
      assertTrue(process.waitFor(30, TimeUnit.SECONDS));

      StoreCheck.Report report = StoreCheck.run(new FileBlobStore(data), Progress.NONE);
      assertEquals(List.of(), report.damaged(), "killed after " + moment + " of " + whole + " ms");
    }
    assertEquals(expected, build(sources, data));
  }

  private long millisOf(Path data) throws Exception {
    Process process = start(data);
    awaitStart(process);
    long start = System.nanoTime();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue());
    return (System.nanoTime() - start) / 1_000_000;
  }

  private Process start(Path data) throws IOException {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "--enable-native-access=ALL-UNNAMED",
            "-cp",
            System.getProperty("java.class.path"),
            KilledBuildTest.class.getName(),
            sources.toString(),
            data.toString())
        .redirectError(ProcessBuilder.Redirect.INHERIT)
        .start();
  }

  private static void awaitStart(Process process) throws IOException {
    BufferedReader said = process.inputReader();
    assertEquals(STARTED, said.readLine());
  }

  /** Builds in a process of its own. */
  public static void main(String[] words) throws IOException {
    System.out.println(STARTED);
    build(Path.of(words[0]), Path.of(words[1]));
  }

  private static Map<String, Digest> build(Path sources, Path data) throws IOException {
    StringBuilder yaml = new StringBuilder("name: app\nlevel: full\npackages:\n");
    for (int i = 0; i < PACKAGES; i++) {
      yaml.append("  - app").append(i).append('\n');
    }
    Parsed parsed = assertInstanceOf(Parsed.class, BlueprintParser.parse(yaml.toString()));
    FileBlobStore store = new FileBlobStore(data);
    Supply supply =
        Supply.gather(
            new Supply.Named(
                Optional.ofNullable(sources.getParent()).orElseThrow(),
                Optional.of(sources),
                List.of(),
                Instant.EPOCH,
                Optional.empty()),
            Architecture.AMD64,
            Transport.direct(),
            store,
            new ContentsLibrary(Transport.direct(), store, data.resolve("contents"), CLOCK),
            CLOCK,
            Progress.NONE);
    Workshop shop =
        new Workshop(
            store,
            new FileDerivedData(data),
            supply.packages(),
            RetroTestRunner.onThisMachine(),
            data.resolve("work"),
            2);
    Path output = data.resolve("output");
    LocalBuild.Result result =
        new LocalBuild(shop)
            .build(
                new LocalBuild.Order(
                    new BuildRequest(
                        parsed.blueprint(),
                        parsed.digest(),
                        supply.baseline(),
                        List.of(),
                        RuleSet.EMPTY),
                    List.of(ArtifactFormat.OCI, ArtifactFormat.TAR),
                    false,
                    output,
                    Optional.empty()),
                Progress.NONE);
    assertInstanceOf(LocalBuild.Result.Written.class, result, result::toString);
    return digests(output);
  }

  /** Of the artifacts; what a killed process had begun beside them does not count. */
  private static Map<String, Digest> digests(Path output) throws IOException {
    Map<String, Digest> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = output.relativize(file).toString();
        if (name.startsWith("app.")) {
          try (InputStream content = Files.newInputStream(file)) {
            digests.put(name, Digest.of(content));
          }
        }
      }
    }
    return digests;
  }
}
