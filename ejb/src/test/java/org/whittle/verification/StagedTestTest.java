package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.blueprint.RetroTest;
import org.whittle.kernel.FilePath;
import org.whittle.verification.TestOutcome.Verdict;

/** Tests with commands before them and processes beside them. */
class StagedTestTest extends PerlFixture {
  private static final String ANSWER =
      LISTEN
          + "while(accept(C,S)){sysread(C,$q,4096);"
          + " syswrite(C,\"HTTP/1.0 200 OK\\r\\n\\r\\nhello $q\"); close(C)}";
  private static final String ASK =
      "socket(A,2,1,6); connect(A,pack('S n a4 x8',2,%d,\"\\x7f\\0\\0\\1\")) or die \"connect:"
          + " $!\\n"
          + "\"; syswrite(A,'thou'); sysread(A,$a,4096); print $a";

  private static final RunConfig IDLE = config(List.of());

  @Test
  void commandsBeforeATestPrepareWhatItSharesWithThem() {
    RetroTest test =
        staged(
            perl("open F,'/srv/a'; print <F>, -e '/tmp/b' ? 'b' : ''", TIMEOUT, 0, "hellob"),
            List.of(perl("open F,'>/srv/a'; print F 'hello'"), perl("open F,'>/tmp/b'; print 1")));

    assertOutcome(Verdict.PASSED, "it ended with status 0", run(IDLE, test));
  }

  @Test
  void aCommandBeforeATestThatFailsIsTheVerdict() {
    RetroTest test =
        staged(perl("1", TIMEOUT, 0, ""), List.of(perl("1"), perl("print 'no space'; exit 7")));

    TestOutcome outcome = run(IDLE, test);

    assertOutcome(
        Verdict.FAILED, "the command before it, /usr/bin/perl, ended with status 7", outcome);
    assertEquals("no space", outcome.log());
  }

  @Test
  void aCommandAsksTheImagesProcessBesideIt() {
    TestOutcome outcome =
        run(
            service(ANSWER.formatted(80)),
            staged(
                perl(ASK.formatted(80), TIMEOUT, 0, "hello thou"), List.of(), companion(80, "")));

    assertOutcome(Verdict.PASSED, "it ended with status 0", outcome);
  }

  @Test
  void theImagesProcessAsksAnotherBesideIt() {
    String relay =
        LISTEN.formatted(80)
            + "while(accept(C,S)){sysread(C,$q,4096);"
            + ASK.formatted(81)
            + "; syswrite(C,\"HTTP/1.0 200 OK\\r\\n\\r\\n$a\"); close(C)}";

    TestOutcome outcome =
        run(
            service(relay),
            staged(
                http(80, "/", 200, "hello thou"), List.of(), companion(81, ANSWER.formatted(81))));

    assertOutcome(Verdict.PASSED, "it answered HTTP 200", outcome);
  }

  @Test
  void aProcessBesideAnswersInsteadOfTheImages() {
    RetroTest test =
        staged(
            http(81, "/", 200, "hello"),
            List.of(),
            companion(80, ""),
            companion(81, ANSWER.formatted(81)));

    assertOutcome(Verdict.PASSED, "it answered HTTP 200", run(service(ANSWER.formatted(80)), test));
  }

  @Test
  void aProcessBesideThatEndsBeforeItListensIsTheVerdict() {
    String detail = "the process beside it, /usr/bin/perl, ended with status 4 before it was ready";
    RetroTest.Companion broken = companion(81, "exit 4");

    assertOutcome(
        Verdict.FAILED, detail, run(IDLE, staged(perl("1", TIMEOUT, 0, ""), List.of(), broken)));
    assertOutcome(
        Verdict.FAILED,
        detail,
        run(service(ANSWER.formatted(80)), staged(http(80, "/", 200, ""), List.of(), broken)));
  }

  @Test
  void aProcessBesideIsWaitedForUntilItSaysSo() {
    String late =
        LISTEN.formatted(81)
            + "$|=1; print 'loading'; select(undef,undef,undef,0.3); open F,'>/srv/loaded'; close"
            + " F; print \" done\\n\" x 20000; sleep 60";
    RetroTest.Companion loading = new RetroTest.Companion(perl(late), 81, "loading done");

    TestOutcome outcome =
        run(
            IDLE,
            staged(
                perl("print -e '/srv/loaded' ? 'there' : 'not yet'", TIMEOUT, 0, "there"),
                List.of(),
                loading));

    assertOutcome(Verdict.PASSED, "it ended with status 0", outcome);
  }

  @Test
  void aProcessBesideThatEndsBeforeItSaysSoIsTheVerdict() {
    RetroTest.Companion silent =
        new RetroTest.Companion(
            perl(LISTEN.formatted(81) + "accept(C,S); print 'other'; exit 4"), 81, "ready");

    assertOutcome(
        Verdict.FAILED,
        "the process beside it, /usr/bin/perl, ended with status 4 before it was ready",
        run(IDLE, staged(perl("1", TIMEOUT, 0, ""), List.of(), silent)));
  }

  @Test
  void aProcessBesideThatNeverListensFailsWhenTheTimeIsOver() {
    RetroTest test =
        staged(perl("1", Duration.ofMillis(700), 0, ""), List.of(), companion(81, "sleep 60"));

    assertOutcome(Verdict.FAILED, "it did not end within 700 ms", run(IDLE, test));
  }

  private static RunConfig service(String script) {
    return config(perl(script));
  }

  private static RunConfig config(List<String> entryPoint) {
    return config(entryPoint, "web", "/srv", List.of(new FilePath("/srv")));
  }

  private static RetroTest staged(
      RetroTest test, List<List<String>> before, RetroTest.Companion... beside) {
    return new RetroTest.Staged(test, before, List.of(beside), false);
  }

  /** Another process, or the image's own if there is no script. */
  private static RetroTest.Companion companion(int port, String script) {
    return new RetroTest.Companion(script.isEmpty() ? List.of() : perl(script), port, "");
  }
}
