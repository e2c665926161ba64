package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
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

/** Tests are run as ever, and what their processes ask for is known. */
class ObservationTest {
  private static final Duration TIMEOUT = Duration.ofSeconds(20);
  private static final RetroTest COMMAND =
      new RetroTest.Command(
          "command",
          TIMEOUT,
          List.of("/usr/bin/perl", "-e", "print -e q(absent) ? 1 : 0"),
          0,
          Optional.empty());

  @TempDir static Path directory;
  private static Path root;

  @BeforeAll
  static void makeRoot() throws IOException {
    root = PerlRoot.in(directory);
  }

  @Test
  void whatACommandAsksForIsSeen() {
    Observed observed = observe("", COMMAND);

    assertTrue(observed.report().passed());
    Trace trace = observed.traces().getFirst();
    assertEquals("command", trace.test());
    assertTrue(trace.whole());
    assertEquals(List.of("STARTED /usr/bin/perl", "ABSENT /srv/absent"), own(trace));
  }

  @Test
  void whatAServiceAsksForIsSeenThoughItEndsBeforeItListens() {
    Observed observed =
        observe(
            "open(F, '>/nowhere/log'); exit 3",
            new RetroTest.Tcp("service", TIMEOUT, 8080, "", "hello"));

    assertEquals(Verdict.FAILED, observed.report().verdict());
    Trace trace = observed.traces().getFirst();
    assertEquals(List.of("STARTED /usr/bin/perl", "NOT_MADE /nowhere/log"), own(trace));
  }

  @Test
  void whatRunsBeforeATestIsSeenToo() {
    Observed observed =
        observe(
            "",
            new RetroTest.Staged(
                COMMAND, List.of(List.of("/usr/bin/perl", "-e", "-e '/etc/early'")), List.of()));

    assertTrue(observed.report().passed());
    assertEquals(
        List.of("STARTED /usr/bin/perl", "ABSENT /etc/early", "ABSENT /srv/absent"),
        own(observed.traces().getFirst()));
  }

  /** What the script asks for, without what perl looks for by itself. */
  private static List<String> own(Trace trace) {
    return trace.accesses().stream()
        .map(a -> a.kind() + " " + a.path())
        .filter(a -> a.matches("STARTED .*|.*(absent|nowhere|early).*"))
        .toList();
  }

  private static Observed observe(String script, RetroTest test) {
    RetroTestRunner runner = RetroTestRunner.onThisMachine();
    Stream.of(runner.whyNot(), runner.whyNotObserved())
        .flatMap(Optional::stream)
        .forEach(reason -> Assumptions.abort(() -> reason));
    RunConfig run =
        new RunConfig(
            List.of("/usr/bin/perl", "-e", script),
            List.of(),
            Map.of(),
            "web",
            new FilePath("/srv"),
            List.of(),
            List.of());
    Blueprint blueprint =
        new Blueprint(
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
            List.of(test));
    ThinTree tree = ThinTree.ofFiles(List.of());
    return runner.observe(blueprint, tree, root);
  }
}
