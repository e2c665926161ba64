package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.verification.RetroTestRunner;

/**
 * Builds the starters of the real archive; run with {@code -Dtest.excluded=none
 * -Dtest=StarterImagesTest}.
 */
@Tag("archive")
class StarterImagesTest {
  private static final Path ROOT = Path.of(System.getProperty("whittle.root"));

  @TempDir static Path folder;
  private static ArchiveBaseline baseline;
  private static RuleSet rules;

  @BeforeAll
  static void sync() throws IOException {
    baseline = HostArchive.baseline(new FileBlobStore(folder.resolve("index")), Transport.direct());
    rules = RuleSet.load(ROOT.resolve("config/rules"));
  }

  @Test
  void nginxIsSmallWorksAndIsBuiltWithinSecondsFromAnEmptyStore() throws IOException {
    Built first = build("nginx", "nginx-1");
    assertVerified(first, 12_000_000);
    Duration took = first.durations().values().stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(took.toSeconds() <= 15, () -> "it took " + first.durations());

    Built second = build("nginx", "nginx-2");
    assertEquals(first.oci(), second.oci());
    assertEquals(first.tar(), second.tar());
    assertEquals(first.input(), second.input());
    assertEquals(first.tree(), second.tree());
  }

  @Test
  void redisIsSmallAndWorks() throws IOException {
    assertVerified(build("redis", "a"), 19_000_000);
  }

  @Test
  void pythonIsSmallAndWorks() throws IOException {
    assertVerified(build("python-wsgi", "a"), 38_000_000);
  }

  private static Built build(String name, String store) throws IOException {
    String yaml = Files.readString(ROOT.resolve("config/blueprints/" + name + ".yaml"));
    Parsed parsed = assertInstanceOf(Parsed.class, BlueprintParser.parse(yaml));
    Path data = folder.resolve(store);
    Workshop shop =
        new Workshop(
            new FileBlobStore(data),
            new FileDerivedData(data),
            PackageSource.through(Transport.direct()),
            RetroTestRunner.onThisMachine(),
            data.resolve("work"),
            2);
    BuildRequest request =
        new BuildRequest(parsed.blueprint(), parsed.digest(), baseline, List.of(), rules);
    BuildOutcome outcome = new ImageBuilder(shop).build(request, Progress.NONE);
    Built built = assertInstanceOf(Built.class, outcome, outcome::toString);
    System.out.println(summary(name, built));
    return built;
  }

  private static void assertVerified(Built built, long bytes) {
    assertTrue(built.verified(), () -> summary("", built));
    assertTrue(built.composition().thin().bytes() <= bytes, () -> summary("", built));
  }

  private static String summary(String name, Built built) {
    String tests =
        built.tests().outcomes().stream()
            .map(o -> o.verdict() + " " + o.name() + ": " + o.detail() + " " + o.log())
            .collect(Collectors.joining("\n  "));
    String faults =
        built.faults().stream().map(Object::toString).collect(Collectors.joining("\n  "));
    return String.join(
        "\n  ",
        name + " " + built.input(),
        "closure " + built.composition().closure() + " thin " + built.composition().thin(),
        "packages " + built.composition().lines().size() + " " + built.durations(),
        "oci " + built.oci().map(o -> o.layers().size() + " layers, " + o.size()).orElse("none"),
        "unknown effects " + built.tree().unknownEffects().size(),
        tests,
        faults);
  }
}
