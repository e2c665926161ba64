package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint.RunConfig;
import org.whittle.blueprint.RetroTest;
import org.whittle.kernel.FilePath;
import org.whittle.verification.RetroTestRunner.Observed;

/** Tests that need the same processes ask one start of them, as long as all pass. */
class SharedStartTest extends PerlFixture {
  /** Tells how often it was asked since it was started; of its process, "ask N" on its log. */
  private static final String COUNTING =
      LISTEN.formatted(80)
          + "while(accept(C,S)){next unless sysread(C,$q,4096); $n++; print \"ask $n\\n"
          + "\"; -e \"/etc/absent-$n\"; syswrite(C,\"HTTP/1.0 200 OK\\r"
          + "\\n"
          + "\\r"
          + "\\n"
          + "number $n\"); close(C)}";

  private static final String ASK =
      "socket(A,2,1,6); connect(A,pack('S n a4 x8',2,80,\"\\x7f\\0\\0\\1\")) or die; "
          + "syswrite(A,'thou'); sysread(A,$a,4096); -e '/etc/asked'; print $a; exit 3";

  @Test
  void testsOfOneStageAreAskedOfOneStartInOrder() {
    Observed observed =
        observe(
            web(), get("one", "number 1"), command("two", "number 2"), tcp("three", "number 3"));

    assertEquals("one PASSED, two PASSED, three PASSED", verdicts(observed));
    assertEquals(
        List.of("ask 1\nask 2\nask 3\n", "HTTP/1.0 200 OK\r\n\r\nnumber 2", ""),
        observed.report().outcomes().stream().map(TestOutcome::log).toList());
  }

  @Test
  void whatEachTestsProcessesAskForIsSeen() {
    Observed observed = observe(web(), get("one", "number 1"), command("two", "number 2"));

    assertEquals(
        List.of("one: /etc/absent-1 /etc/absent-2", "two: /etc/asked"),
        observed.traces().stream().map(SharedStartTest::missed).toList());
    assertTrue(observed.traces().stream().allMatch(Trace::whole));
  }

  @Test
  void aTestThatIsToBeAloneHasAStartOfItsOwn() {
    RetroTest alone = new RetroTest.Staged(get("two", "number 1"), List.of(), List.of(), true);

    assertEquals(
        "one PASSED, two PASSED, three PASSED",
        verdicts(observe(web(), get("one", "number 1"), alone, get("three", "number 2"))));
  }

  @Test
  void ifOneFailsEachIsMadeByItself() {
    Observed observed = observe(web(), get("one", "number 1"), get("two", "number 2"));
    assertEquals("one PASSED, two PASSED", verdicts(observed));

    Observed failing =
        observe(web(), get("one", "number 1"), get("two", "number 1"), get("three", "number 3"));
    assertEquals("one PASSED, two PASSED, three FAILED", verdicts(failing));
  }

  @Test
  void aProcessThatAnswersOnlyOnceIsStartedForEach() {
    RunConfig once = service(COUNTING.replace("close(C)}", "exit}"));

    assertEquals(
        "one PASSED, two PASSED",
        verdicts(observe(once, get("one", "number 1"), get("two", "number 1"))));
  }

  @Test
  void aConnectionThatStaysOpenIsClosedWhenEnoughWasAnswered() {
    RunConfig open =
        service(
            LISTEN.formatted(80)
                + "while(accept(C,S)){if(fork){close(C);next} while(sysread(C,$q,4096)){"
                + "syswrite(C,\"STORED\\r\\n\")} exit}");

    assertEquals(
        "one PASSED, two PASSED",
        verdicts(observe(open, tcp("one", "STORED\r\n"), tcp("two", "STORED\r\n"))));
  }

  private static String verdicts(Observed observed) {
    return observed.report().outcomes().stream()
        .map(outcome -> outcome.name() + " " + outcome.verdict())
        .collect(Collectors.joining(", "));
  }

  private static String missed(Trace trace) {
    return trace.test()
        + ": "
        + trace.accesses().stream()
            .filter(access -> access.kind() == Access.Kind.ABSENT)
            .map(access -> access.path().value())
            .filter(path -> path.matches("/etc/(absent|asked).*"))
            .collect(Collectors.joining(" "));
  }

  private static RunConfig web() {
    return service(COUNTING);
  }

  private static RunConfig service(String script) {
    return config(perl(script), "web", "/srv", List.of(new FilePath("/srv")));
  }

  private static RetroTest get(String name, String contains) {
    return new RetroTest.Http(name, TIMEOUT, 80, "/", 200, Optional.of(contains));
  }

  private static RetroTest tcp(String name, String expect) {
    return new RetroTest.Tcp(name, TIMEOUT, 80, "x", expect);
  }

  private static RetroTest command(String name, String contains) {
    return new RetroTest.Staged(
        new RetroTest.Command(name, TIMEOUT, perl(ASK), 3, Optional.of(contains)),
        List.of(),
        List.of(new RetroTest.Companion(List.of(), 80, "")),
        false);
  }
}
