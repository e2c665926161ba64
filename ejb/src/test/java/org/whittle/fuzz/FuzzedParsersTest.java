package org.whittle.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * No bytes make a parser fail without words.
 *
 * <p>In continuous integration each is fuzzed for two seconds; {@code config/bench/fuzz} sets
 * another time, and keeps what it learns. With the other tests only what is known is read.
 */
class FuzzedParsersTest {
  private static final int SECONDS = Integer.getInteger("whittle.fuzz.seconds", 2);
  private static final String ONLY = System.getProperty("whittle.fuzz.only", "");
  private static final Path FOUND = Path.of("src/test/resources/fuzz");

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource
  void whatOnceWasAFaultIsNoneNow(Target target) throws IOException {
    target.seeds().forEach(target::run);
    Path found = FOUND.resolve(target.name().toLowerCase(java.util.Locale.ROOT));
    if (Files.isDirectory(found)) {
      try (Stream<Path> files = Files.list(found)) {
        for (Path file : files.sorted().toList()) {
          target.run(Files.readAllBytes(file));
        }
      }
    }
  }

  @Tag("fuzz")
  @ParameterizedTest
  @EnumSource
  void noInputIsAFault(Target target) throws IOException, InterruptedException {
    Assumptions.assumeTrue(ONLY.isEmpty() || ONLY.equalsIgnoreCase(target.name()), "not asked for");
    Path seeds = Files.createDirectories(folder.resolve("seeds"));
    for (byte[] seed : target.seeds()) {
      Files.write(seeds.resolve("seed-" + seed.length), seed);
    }
    String kept = System.getProperty("whittle.fuzz.corpus", "");
    Path corpus =
        Files.createDirectories(
            kept.isEmpty() ? folder.resolve("corpus") : Path.of(kept, target.name()));
    Path log = folder.resolve("log");
    Process jazzer =
        new ProcessBuilder(command(target, corpus, seeds))
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(log.toFile())
            .start();
    try {
      assertTrue(jazzer.waitFor(SECONDS + 60L, TimeUnit.SECONDS), () -> text(log));
    } finally {
      jazzer.destroyForcibly();
    }
    assertEquals(0, jazzer.exitValue(), () -> text(log));
    assertTrue(text(log).contains("Done "), () -> text(log));
  }

  private static List<String> command(Target target, Path corpus, Path seeds) {
    return List.of(
        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
        "-Xmx1g",
        "-XX:+UseSerialGC",
        "-XX:+EnableDynamicAgentLoading",
        "--enable-native-access=ALL-UNNAMED",
        "-D" + Fuzzed.TARGET + "=" + target.name(),
        "-cp",
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
        "com.code_intelligence.jazzer.Jazzer",
        "--target_class=" + Fuzzed.class.getName(),
        "--instrumentation_includes=org.whittle.format.**:org.whittle.rules.**"
            + ":org.whittle.blueprint.**:org.whittle.kernel.**",
        "-max_total_time=" + SECONDS,
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
