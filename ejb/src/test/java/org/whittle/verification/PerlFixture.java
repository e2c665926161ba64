package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.Blueprint.Level;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.blueprint.RetroTest;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.ThinTree;
import org.whittle.verification.RetroTestRunner.Observed;
import org.whittle.verification.TestOutcome.Verdict;

/** An image of perl alone, whose scripts are the commands and services of tests. */
abstract class PerlFixture {
  static final Duration TIMEOUT = Duration.ofSeconds(20);

  /** Listens at a port, which is to be filled in. */
  static final String LISTEN =
      "$SIG{TERM}=sub{exit}; socket(S,2,1,6); setsockopt(S,1,2,1); bind(S,pack('S n a4"
          + " x8',2,%d,\"\\0\\0\\0\\0\")) or die \"bind: $!\\n\"; listen(S,5); $|=1; ";

  @TempDir static Path directory;
  static Path root;

  @BeforeAll
  static void makeRoot() throws IOException {
    root = PerlRoot.in(directory);
  }

  static RunConfig config(
      List<String> entryPoint, String user, String workingDirectory, List<FilePath> writable) {
    return new RunConfig(
        entryPoint,
        List.of(),
        Map.of("PATH", "/bin", "GREETING", "hello"),
        user,
        new FilePath(workingDirectory),
        List.of(),
        writable);
  }

  static List<String> perl(String script) {
    return List.of("/usr/bin/perl", "-e", script);
  }

  static RetroTest perl(String script, Duration timeout, int exit, String contains) {
    return new RetroTest.Command("t", timeout, perl(script), exit, Optional.of(contains));
  }

  static RetroTest http(int port, String path, int status, String contains) {
    return new RetroTest.Http("t", TIMEOUT, port, path, status, Optional.of(contains));
  }

  static TestOutcome run(RunConfig run, RetroTest test) {
    RetroTestRunner runner = RetroTestRunner.onThisMachine();
    Assumptions.assumeTrue(runner.whyNot().isEmpty(), () -> runner.whyNot().orElse(""));
    return runner.run(blueprint(run, test), root).outcomes().getFirst();
  }

  static Observed observe(RunConfig run, RetroTest... tests) {
    RetroTestRunner runner = RetroTestRunner.onThisMachine();
    Stream.of(runner.whyNot(), runner.whyNotObserved())
        .flatMap(Optional::stream)
        .forEach(reason -> Assumptions.abort(() -> reason));
    ThinTree tree = ThinTree.ofFiles(List.of());
    return runner.observe(blueprint(run, tests), tree, root);
  }

  static Blueprint blueprint(RunConfig run, RetroTest... tests) {
    return new Blueprint(
        "image",
        "",
        Architecture.AMD64,
        List.of(),
        false,
        Level.THIN,
        List.of(),
        List.of(),
        Map.of(),
        Map.of(),
        List.of("oci"),
        run,
        List.of(tests));
  }

  static void assertOutcome(Verdict verdict, String detail, TestOutcome outcome) {
    assertEquals(
        verdict + ": " + detail, outcome.verdict() + ": " + outcome.detail(), outcome::log);
  }
}
