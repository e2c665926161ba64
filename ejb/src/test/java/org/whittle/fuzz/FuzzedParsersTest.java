package org.whittle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.whittle.kernel.Digest;

/**
 * No bytes make a parser fail without words.
 *
 * <p>In continuous integration all are fuzzed in one process, two seconds for each; {@code
 * config/bench/fuzz} sets another time or a single parser, and keeps what it learns. With the other
 * tests only what is known is read.
 */
class FuzzedParsersTest {
  private static final int SECONDS = Integer.getInteger("whittle.fuzz.seconds", 2);
  private static final String ONLY = System.getProperty(Fuzzed.ONLY, "");

  /** Seconds that a busy machine may take until Jazzer is ready, and after it. */
  private static final long START = 90;

  /** More than the seeds; far less than a slow machine has. */
  private static final long LEAST_RUNS = 50;

  private static final Path FOUND = Path.of("src/test/resources/fuzz");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatOnceWasAFaultIsNoneNow(Target target) throws IOException {
    target.seeds().forEach(target::run);
    Path found = FOUND.resolve(target.name().toLowerCase(Locale.ROOT));
    if (Files.isDirectory(found)) {
      try (Stream<Path> files = Files.list(found)) {
        for (Path file : files.sorted().toList()) {
          target.run(Files.readAllBytes(file));
        }
      }
    }
  }

  @Tag("fuzz")
  @Test
  void noInputIsAFault() throws IOException, InterruptedException {
    List<Target> targets =
        Stream.of(Target.values())
            .filter(target -> ONLY.isEmpty() || ONLY.equalsIgnoreCase(target.name()))
            .toList();
    assertFalse(targets.isEmpty(), () -> "there is no target " + ONLY);
    int seconds = SECONDS * targets.size();
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    for (Target target : targets) {
      for (byte[] seed : target.seeds()) {
        Files.write(
            seeds.resolve(target + "-" + Digest.of(seed).shortHex()), Fuzzed.input(target, seed));
      }
    }
    Path log = folder.resolve("log");
    Process jazzer =
        new ProcessBuilder(command(seconds, corpus(), seeds))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(jazzer.waitFor(seconds + START, TimeUnit.SECONDS), () -> text(log));
    } finally {
      jazzer.destroyForcibly();
    }
    assertEquals(0, jazzer.exitValue(), () -> text(log));
    for (Target target : targets) {
      assertTrue(runs(target, text(log)) > LEAST_RUNS, () -> target + "\n" + text(log));
    }
  }

  private static long runs(Target target, String log) {
    String start = Fuzzed.COUNT + target + ": ";
    return log.lines()
        .filter(line -> line.startsWith(start))
        .mapToLong(line -> Long.parseLong(line.substring(start.length())))
        .findFirst()
        .orElse(0);
  }

  private Path corpus() throws IOException {
    String kept = System.getProperty("whittle.fuzz.corpus", "");
    return Files.createDirectories(
        kept.isEmpty()
            ? folder.resolve("corpus")
            : Path.of(kept, ONLY.isEmpty() ? "all" : ONLY.toLowerCase(Locale.ROOT)));
  }

  private static List<String> command(int seconds, Path corpus, Path seeds) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "-D" + Fuzzed.ONLY + "=" + ONLY,
        "-D" + Fuzzed.FINDINGS + "=" + FOUND.toAbsolutePath(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + Fuzzed.class.getName(),
        "--instrumentation_includes=org.whittle.format.**:org.whittle.rules.**"
            + ":org.whittle.blueprint.**:org.whittle.kernel.**",
        "--custom_hook_includes=org.whittle.**",
        "-max_total_time=" + seconds,
        "-timeout=10",
        "-rss_limit_mb=3000",
        "-max_len=65536",
        corpus.toString(),
        seeds.toString());
  }

  private static String text(Path log) {
    try {
      return new String(Files.readAllBytes(log), StandardCharsets.ISO_8859_1);
    } catch (IOException e) {
      return "the log cannot be read: " + e.getMessage();
    }
  }
}
