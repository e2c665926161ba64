package org.whittle.build.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
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
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildRequest;
import org.whittle.build.PackageSource;
import org.whittle.build.ScratchDirectory;
import org.whittle.build.Workshop;
import org.whittle.composition.Compression;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.AptConfiguration;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.FetchOutcome;
import org.whittle.source.PackageRequest;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.verification.RetroTestRunner;

/**
 * Builds every format of starters twice, from empty stores, in different directories, at different
 * times and with different numbers of threads; three of them in continuous integration, all with
 * {@code -Dtest.excluded=none -Dtest=BitIdentityTest}.
 */
class BitIdentityTest {
  private static final Path ROOT = Path.of(System.getProperty("whittle.root"));
  private static final Path APT = Path.of("/etc/apt");

  @TempDir static Path folder;
  private static Transport transport;
  private static Supply supply;
  private static PackageSource archives;

  @BeforeAll
  static void sync() {
    transport = Transport.through(AptConfiguration.read(APT).proxy());
    BlobStore kept = new FileBlobStore(folder.resolve("archives"));
    supply =
        Supply.gather(
            new Supply.Named(APT, Optional.empty(), List.of(), Instant.EPOCH, Optional.empty()),
            Architecture.AMD64,
            transport,
            kept,
            new ContentsLibrary(transport, kept, folder.resolve("contents"), Clock.systemUTC()),
            Clock.systemUTC(),
            Progress.NONE);
    archives = (requests, store, progress) -> fetch(requests, kept, store, progress);
  }

  /** From the archive once, whatever number of stores asks. */
  private static List<FetchOutcome> fetch(
      List<PackageRequest> requests, BlobStore kept, BlobStore store, Progress progress) {
    List<FetchOutcome> outcomes = supply.packages().fetch(requests, kept, progress);
    for (FetchOutcome outcome : outcomes) {
      if (!(outcome instanceof FetchOutcome.Failed)) {
        Digest digest = outcome.request().sha256();
        try (InputStream archive = kept.open(digest)) {
          store.put(digest, archive);
        } catch (IOException e) {
          throw new UncheckedIOException(e);
        }
      }
    }
    return outcomes;
  }

  static Stream<Path> starters() throws IOException {
    try (Stream<Path> files = Files.list(ROOT.resolve("config/blueprints"))) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList().stream();
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"nginx", "python-wsgi", "redis"})
  @Tag("archive")
  void someStartersAreTheSameBytesTwice(String name) throws IOException {
    comparedWithItself(ROOT.resolve("config/blueprints").resolve(name + ".yaml"));
  }

  @ParameterizedTest
  @MethodSource("starters")
  @Tag("long")
  void everyStarterIsTheSameBytesTwice(Path starter) throws IOException {
    comparedWithItself(starter);
  }

  private static void comparedWithItself(Path starter) throws IOException {
    String name = String.valueOf(starter.getFileName()).replace(".yaml", "");
    try (ScratchDirectory one = ScratchDirectory.in(folder, name);
        ScratchDirectory other = ScratchDirectory.in(folder.resolve("a/longer/way"), name)) {
      assertEquals(build(starter, one.path(), 1), build(starter, other.path(), 4));
    }
  }

  /** The digest of each file that was written, for each compression. */
  private static Map<String, Digest> build(Path starter, Path data, int threads)
      throws IOException {
    Parsed parsed =
        assertInstanceOf(Parsed.class, BlueprintParser.parse(Files.readString(starter)));
    Workshop shop =
        new Workshop(
            new FileBlobStore(data.resolve("store")),
            new FileDerivedData(data.resolve("store")),
            archives,
            RetroTestRunner.onThisMachine(),
            data.resolve("work"),
            threads);
    Map<String, Digest> digests = new TreeMap<>();
    for (Compression compression : Compression.values()) {
      Path output = data.resolve("output-" + compression.word());
      BuildRequest request =
          new BuildRequest(
              parsed.blueprint(),
              parsed.digest(),
              supply.baseline(),
              List.of(),
              RuleSet.load(ROOT.resolve("config/rules")),
              compression);
      LocalBuild.Order order =
          new LocalBuild.Order(
              request, List.of(ArtifactFormat.values()), false, output, Optional.empty());
      LocalBuild.Result result = new LocalBuild(shop).build(order, Progress.NONE);
      assertInstanceOf(LocalBuild.Result.Written.class, result, result::toString);
      digests.putAll(digestsBelow(output));
    }
    return digests;
  }

  private static Map<String, Digest> digestsBelow(Path output) throws IOException {
    Map<String, Digest> digests = new TreeMap<>();
    try (Stream<Path> files = Files.walk(output)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        try (InputStream content = Files.newInputStream(file)) {
          digests.put(output.getFileName() + "/" + output.relativize(file), Digest.of(content));
        }
      }
    }
    return digests;
  }
}
