package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.RetroTest;
import org.whittle.verification.RetroTestRunner.Observed;
import org.whittle.verification.TestOutcome.Verdict;

/** Tests are run as ever, and what their processes ask for is known. */
class ObservationTest extends PerlFixture {
  private static final RetroTest COMMAND =
      new RetroTest.Command(
          "command",
          TIMEOUT,
          List.of("/usr/bin/perl", "-e", "print -e q(absent) ? 1 : 0"),
          0,
          Optional.empty());

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
                COMMAND,
                List.of(List.of("/usr/bin/perl", "-e", "-e '/etc/early'")),
                List.of(),
                false));

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
    return observe(config(perl(script), "web", "/srv", List.of()), test);
  }

  @Test
  void aTestThatPassesThoughAChildCrashesHasFailed() {
    Observed observed =
        observe("", perl("fork or kill 'SEGV', $$; wait; print 42", TIMEOUT, 0, "42"));

    assertOutcome(
        Verdict.FAILED,
        "it ended with status 0, but /usr/bin/perl was killed by SIGSEGV",
        observed.report().outcomes().getFirst());
  }

  @Test
  void aCrashThatATestAsksForIsNone() {
    Observed observed =
        observe("", perl("fork or kill 'ABRT', $$; wait; exit 134", TIMEOUT, 134, ""));

    assertOutcome(
        Verdict.PASSED, "it ended with status 134", observed.report().outcomes().getFirst());
  }

  @Test
  void aServiceOfWhichAProcessAbortsHasFailed() {
    String script =
        LISTEN.formatted(80)
            + "while(accept(C,S)){fork or kill 'ABRT', $$; wait; sysread(C,$q,99);"
            + " syswrite(C,\"HTTP/1.0 200 OK\\r\\n\\r\\n\"); close(C)}";

    assertOutcome(
        Verdict.FAILED,
        "it answered HTTP 200, but /usr/bin/perl was killed by SIGABRT",
        observe(script, http(80, "/", 200, "")).report().outcomes().getFirst());
  }

  @Test
  void whatEndsAsIfAProgramOrLibraryWereMissingIsNamed() {
    Observed observed = observe("", perl("fork or exit 127; wait", TIMEOUT, 0, ""));

    assertOutcome(
        Verdict.PASSED,
        "it ended with status 0, but /usr/bin/perl ended with status 127: "
            + "a program or library that it needs was not found",
        observed.report().outcomes().getFirst());
  }

  @Test
  void whatTheRunnerEndsIsNoCrash() {
    String stubborn =
        LISTEN.formatted(80).replace("sub{exit}", "'IGNORE'")
            + "while(accept(C,S)){syswrite(C,\"HTTP/1.0 200 OK\\r\\n\\r\\n\"); close(C)}";

    assertOutcome(
        Verdict.PASSED,
        "it answered HTTP 200",
        observe(stubborn, http(80, "/", 200, "")).report().outcomes().getFirst());
  }
}
