package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildRequest;
import org.whittle.build.Workshop;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.AptConfiguration;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.verification.RetroTestRunner;

/**
 * Builds every format of every starter twice, from empty stores, in different directories and with
 * different numbers of threads; run with {@code -Dtest.excluded=none -Dtest=BitIdentityTest}.
 */
@Tag("long")
class BitIdentityTest {
  private static final Path ROOT = Path.of(System.getProperty("whittle.root"));
  private static final Path APT = Path.of("/etc/apt");

  @TempDir static Path folder;
  private static Transport transport;
  private static Supply supply;

  @BeforeAll
  static void sync() {
    transport = Transport.through(AptConfiguration.read(APT).proxy());

    supply =
        Supply.gather(
            new Supply.Named(APT, Optional.empty(), List.of(), Instant.EPOCH, Optional.empty()),
            Architecture.AMD64,
            transport,
            new FileBlobStore(folder.resolve("indices")),
            Clock.systemUTC(),
            Progress.NONE);
  }

  static Stream<Path> starters() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("config/blueprints"))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("starters")
  void theSameInputGivesTheSameBytes(Path starter) throws IOException {
    String name = String.valueOf(starter.getFileName()).replace(".yaml", "");
    Map<String, Digest> one = build(starter, folder.resolve(name + "/one"), 1);
    Map<String, Digest> other = build(starter, folder.resolve(name + "/a/longer/way"), 4);

    assertEquals(one, other);
  }

  private static Map<String, Digest> build(Path starter, Path data, int threads)
      throws IOException {
    Parsed parsed =
        assertInstanceOf(Parsed.class, BlueprintParser.parse(Files.readString(starter)));
    Workshop shop =
        new Workshop(
            new FileBlobStore(data.resolve("store")),
            new FileDerivedData(data.resolve("store")),
            supply.packages(),
            RetroTestRunner.onThisMachine(),
            data.resolve("work"),
            threads);
    BuildRequest request =
        new BuildRequest(
            parsed.blueprint(),
            parsed.digest(),
            supply.baseline(),
            List.of(),
            RuleSet.load(ROOT.resolve("config/rules")));
    Path output = data.resolve("output");
    LocalBuild.Result result =
        new LocalBuild(shop)
            .build(
                new LocalBuild.Order(
                    request, List.of(ArtifactFormat.values()), false, output, Optional.empty()),
                Progress.NONE);
    assertInstanceOf(LocalBuild.Result.Written.class, result, result::toString);
    Map<String, Digest> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        digests.put(output.relativize(file).toString(), Digest.of(Files.readAllBytes(file)));
      }
    }
    return digests;
  }
}
