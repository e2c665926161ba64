package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
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
 * Builds all starters on the real archive; run in continuous integration, and with {@code
 * -Dtest.excluded=none -Dtest=StarterImagesTest}.
 */
@Tag("archive")
class StarterImagesTest {
  private static final Path ROOT = Path.of(System.getProperty("whittle.root"));
  private static final Path BLUEPRINTS = ROOT.resolve("config/blueprints");
  private static final Pattern ROW = Pattern.compile("\\| ([a-z0-9-]+) \\| (\\d+) MB \\|.*");

  private static final Map<String, Built> STARTERS = new ConcurrentHashMap<>();

  @TempDir static Path folder;
  private static ArchiveBaseline baseline;
  private static RuleSet rules;

  @BeforeAll
  static void sync() throws IOException {
    baseline =
        HostArchive.baseline(
            new FileBlobStore(folder.resolve("index")),
            Transport.direct(),
            folder.resolve("contents"));
    rules = RuleSet.load(ROOT.resolve("config/rules"));
  }

  /** The largest size of each starter in megabytes, as the table for people has it. */
  static Map<String, Integer> bars() throws IOException {
    Map<String, Integer> bars = new TreeMap<>();
    for (String line : Files.readAllLines(BLUEPRINTS.resolve("README.md"))) {
      Matcher row = ROW.matcher(line);
      if (row.matches()) {
        bars.put(row.group(1), Integer.valueOf(row.group(2)));
      }
    }
    return bars;
  }

  static List<Map.Entry<String, Integer>> rows() throws IOException {
    return List.copyOf(bars().entrySet());
  }

  @Test
  void theTableNamesEachStarter() throws IOException {
    try (Stream<Path> files = Files.list(BLUEPRINTS)) {
      assertEquals(
          files
              .map(file -> file.getFileName().toString())
              .filter(name -> name.endsWith(".yaml"))
              .map(name -> name.replace(".yaml", ""))
              .sorted()
              .toList(),
          List.copyOf(bars().keySet()));
    }
  }

  @ParameterizedTest
  @MethodSource("rows")
  void worksIsSmallAndLeavesNothingUnknown(Map.Entry<String, Integer> row) throws IOException {
    Built built = starter(row.getKey());
    assertTrue(built.verified(), () -> summary(row.getKey(), built));
    long bytes = built.composition().thin().bytes();
    assertTrue(bytes <= row.getValue() * 1_000_000L, () -> summary(row.getKey(), built));
    assertEquals(List.of(), built.tree().unknownEffects());
  }

  @Test
  void halfOfTheStartersKeepLessThanAThirdOfTheirClosure() throws IOException {
    List<Double> ratios = new ArrayList<>();
    for (String name : bars().keySet()) {
      Composition composition = starter(name).composition();
      ratios.add((double) composition.thin().bytes() / composition.closure().bytes());
    }
    Collections.sort(ratios);
    double median = ratios.get(ratios.size() / 2);
    System.out.println("median of " + ratios.size() + " starters: " + median + " of the closure");
    assertTrue(median <= 1.0 / 3, ratios::toString);
  }

  @Test
  void nginxIsBuiltWithinSecondsFromAnEmptyStoreAndTwiceAlike() throws IOException {
    Built first = build("nginx", "nginx-1");
    Duration took = first.durations().values().stream().reduce(Duration.ZERO, Duration::plus);
    assertTrue(took.toSeconds() <= 15, () -> "it took " + first.durations());

    Built second = build("nginx", "nginx-2");
    assertEquals(first.oci(), second.oci());
    assertEquals(first.tar(), second.tar());
    assertEquals(first.input(), second.input());
    assertEquals(first.tree(), second.tree());
  }

  /** Each is built once for all tests, on one store. */
  private static Built starter(String name) throws IOException {
    Built built = STARTERS.get(name);
    if (built == null) {
      built = build(name, "shared");
      STARTERS.put(name, built);
    }
    return built;
  }

  private static Built build(String name, String store) throws IOException {
    String yaml = Files.readString(BLUEPRINTS.resolve(name + ".yaml"));
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
        "unknown effects " + built.tree().unknownEffects(),
        "misses " + built.misses(),
        tests,
        faults);
  }
}
