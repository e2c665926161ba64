package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.blueprint.RetroTest;
import org.whittle.kernel.FilePath;
import org.whittle.verification.TestOutcome.Verdict;

class RetroTestRunnerTest extends PerlFixture {
  private static final String ANSWER =
      LISTEN
          + "print \"up\\n\"; while(accept(C,S)){sysread(C,$q,4096);"
          + " syswrite(C,\"HTTP/1.0 200 OK\\r\\n\\r\\nhello $q\"); close(C)}";
  private static final String KEEP_OPEN =
      LISTEN + "while(accept(C,S)){sysread(C,$q,4096); syswrite(C,\"+PONG\\r\\n\"); sleep 60}";

  @Test
  void aCommandPassesByStatusAndOutput() {
    TestOutcome outcome = command("print 6*7; exit 3", 3, "42");

    assertOutcome(Verdict.PASSED, "it ended with status 3", outcome);
    assertEquals("42", outcome.log());
  }

  @Test
  void aCommandFailsByStatus() {
    assertOutcome(Verdict.FAILED, "it ended with status 9, expected 0", command("exit 9", 0, ""));
  }

  @Test
  void aCommandFailsByOutput() {
    assertOutcome(Verdict.FAILED, "it did not write \"42\"", command("print 41", 0, "42"));
  }

  @Test
  void aProgramThatIsNotThereFails() {
    TestOutcome outcome =
        run(RUN, new RetroTest.Command("t", TIMEOUT, List.of("/bin/absent"), 0, Optional.empty()));

    assertOutcome(Verdict.FAILED, "it ended with status 1, expected 0", outcome);
    assertEquals("bwrap: execvp /bin/absent: No such file or directory\n", outcome.log());
  }

  @Test
  void aCommandThatDoesNotEndIsKilled() {
    TestOutcome outcome =
        run(RUN, perl("print 'x'; close STDOUT; sleep 60", Duration.ofMillis(500), 0, ""));

    assertOutcome(Verdict.FAILED, "it did not end within 500 ms", outcome);
    assertEquals("x", outcome.log());
    assertTrue(outcome.duration().compareTo(Duration.ofSeconds(5)) < 0);
  }

  @Test
  void outputIsCut() {
    TestOutcome outcome = command("print 'x' x 1000 for 1..1000", 0, "x");

    assertOutcome(Verdict.PASSED, "it ended with status 0", outcome);
    assertEquals(Limits.OUTPUT_BYTES + "\n… (cut)\n".length(), outcome.log().length());
  }

  @Test
  void theProcessIsTheImagesUserWithoutPrivilegesAndSeesOnlyTheImage() {
    String look =
        "print \"$< $( \"; open F,'/proc/self/status'; /(CapEff|NoNewPrivs):\\s+(\\S+)/ && print"
            + " \"$2 \" while <F>; opendir D,'/'; print join ' ', sort grep !/^\\./, readdir D";

    String log = command(look, 0, "").log();

    assertTrue(log.startsWith("33 44 0000000000000000 1 dev etc lib"), log);
    assertFalse(log.contains("home"), log);
  }

  @Test
  void theRootIsReadOnlyAndTemporaryDirectoriesAreNot() {
    String touch =
        "for (qw(/etc/x /usr/x /tmp/x /run/app/x /srv/x)) {print open(F,'>',$_) ? 'yes ' : 'no '}";

    assertEquals("no no yes yes yes ", command(touch, 0, "").log());
  }

  @Test
  void onlyLoopbackIsThere() {
    String interfaces = "open F,'/proc/net/dev'; /(\\w+):/ && print $1 while <F>";

    assertEquals("lo", command(interfaces, 0, "").log());
  }

  @Test
  void memoryIsBounded() {
    TestOutcome outcome = command("$x = 'x' x 3e9; print length $x", 0, "");

    assertEquals(Verdict.FAILED, outcome.verdict());
    assertTrue(outcome.log().startsWith("Out of memory"), outcome.log());
  }

  @Test
  void theEnvironmentIsTheImagesAlone() {
    assertEquals(
        "GREETING=hello PATH=/bin PWD=/srv",
        command("print join ' ', map {\"$_=$ENV{$_}\"} sort keys %ENV", 0, "").log());
  }

  @Test
  void anHttpServiceAnswers() {
    TestOutcome outcome =
        run(service(ANSWER.formatted(80)), http(80, "/page?x", 200, "GET /page?x HTTP/1.0"));

    assertOutcome(Verdict.PASSED, "it answered HTTP 200", outcome);
    assertTrue(outcome.log().startsWith("up\n"), outcome.log());
  }

  @Test
  void anHttpServiceAnswersWrongly() {
    RunConfig run = service(ANSWER.formatted(8080));

    assertOutcome(
        Verdict.FAILED,
        "it answered \"HTTP/1.0 200 OK\", expected 404",
        run(run, http(8080, "/", 404, "")));
    assertOutcome(
        Verdict.FAILED,
        "its answer does not contain \"bye\"",
        run(run, http(8080, "/", 200, "bye")));
  }

  @Test
  void aServiceThatKeepsTheConnectionOpenIsNotWaitedFor() {
    RunConfig run = service(KEEP_OPEN.formatted(6379));
    RetroTest ping = new RetroTest.Tcp("t", TIMEOUT, 6379, "PING\r\n", "+PONG");

    TestOutcome outcome = run(run, ping);

    assertOutcome(Verdict.PASSED, "it answered \"+PONG\"", outcome);
    assertTrue(outcome.duration().toSeconds() < 8, outcome::toString);
  }

  @Test
  void aServiceThatAnswersSomethingElseFailsWhenTheTimeIsOver() {
    RunConfig run = service(KEEP_OPEN.formatted(6379));
    RetroTest ping = new RetroTest.Tcp("t", Duration.ofSeconds(1), 6379, "x", "+OK");

    assertOutcome(
        Verdict.FAILED, "it answered \"+PONG\\r\\n\", expected \"+OK\" within 1 s", run(run, ping));
  }

  @Test
  void aServiceThatSpeaksNoHttpFails() {
    String garbage = LISTEN + "while(accept(C,S)){syswrite(C,\"220 mail\\r\\n\"); close(C)}";

    assertOutcome(
        Verdict.FAILED,
        "it answered no HTTP: \"220 mail\\r\\n\"",
        run(service(garbage.formatted(25)), http(25, "/", 200, "")));
  }

  @Test
  void aServiceThatEndsAtOnceFails() {
    TestOutcome outcome = run(service("print 'no config'; exit 2"), http(80, "/", 200, ""));

    assertOutcome(Verdict.FAILED, "the process ended with status 2 before it listened", outcome);
    assertEquals("no config", outcome.log());
  }

  @Test
  void aServiceThatNeverListensFails() {
    RetroTest test =
        new RetroTest.Http("t", Duration.ofMillis(700), 80, "/", 200, Optional.empty());

    assertOutcome(
        Verdict.FAILED, "the process did not listen within 700 ms", run(service("sleep 60"), test));
  }

  @Test
  void aServiceIsAskedToEnd() {
    String polite = ANSWER.formatted(80).replace("{exit}", "{print \"bye\\n\"; exit}");

    assertTrue(run(service(polite), http(80, "/", 200, "")).log().endsWith("bye\n"));
  }

  @Test
  void aServiceThatDoesNotEndIsKilledAndItsLogSaysSo() {
    String stubborn = ANSWER.formatted(80).replace("sub{exit}", "'IGNORE'");

    TestOutcome outcome = run(service(stubborn), http(80, "/", 200, ""));

    assertEquals(Verdict.PASSED, outcome.verdict());
    assertTrue(outcome.log().contains("was killed"), outcome.log());
  }

  @Test
  void whatTheImageNamesMustBeInIt() {
    assertOutcome(
        Verdict.FAILED,
        "cannot start the image: user \"nginx\" is not in its /etc/passwd. "
            + "Name a user that a package or rule creates, or write UID:GID.",
        run(config(List.of(), "nginx", "/", List.of()), perl("1", TIMEOUT, 0, "")));
    assertOutcome(
        Verdict.FAILED,
        "cannot start the image: its writable directory /data is not in it. "
            + "Name a directory that a package, a rule or the overlay creates.",
        run(config(List.of(), "", "/", List.of(new FilePath("/data"))), perl("1", TIMEOUT, 0, "")));
    assertOutcome(
        Verdict.FAILED,
        "cannot start the image: its working directory /app is not in it. "
            + "Name a directory that is in the image, or leave it out.",
        run(config(List.of(), "", "/app", List.of()), perl("1", TIMEOUT, 0, "")));
  }

  @Test
  void withoutBubblewrapNothingIsRunAndNothingIsPassed() {
    RetroTestRunner runner = new RetroTestRunner(Sandbox.find("/nowhere"));

    TestReport report = runner.run(blueprint(RUN, perl("1", TIMEOUT, 0, "")), root);

    assertEquals(
        Optional.of(
            "the sandbox needs bubblewrap, which is not installed; "
                + "on Debian: apt-get install bubblewrap bash"),
        runner.whyNot());
    assertEquals(Verdict.NOT_RUN, report.outcomes().getFirst().verdict());
    assertFalse(report.passed());
    assertEquals(Verdict.NOT_RUN, report.verdict());
  }

  private static final RunConfig RUN =
      config(List.of(), "web", "/srv", List.of(new FilePath("/srv")));

  private static RunConfig service(String script) {
    return config(List.of("/usr/bin/perl", "-e", script), "web", "/srv", List.of());
  }

  private static TestOutcome command(String script, int exit, String contains) {
    return run(RUN, perl(script, TIMEOUT, exit, contains));
  }
}
