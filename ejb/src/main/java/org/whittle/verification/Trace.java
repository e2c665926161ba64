package org.whittle.verification;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What the processes of one retro-test asked of the file system.
 *
 * @param test the test's name in the blueprint
 * @param accesses each once, in the order of their first occurrence
 * @param whole whether everything was seen; else a limit was reached, or the record was cut off
 * @param ends processes that ended as none should, each kind once
 */
public record Trace(String test, List<Access> accesses, boolean whole, List<AbnormalEnd> ends) {
  /** Copies the lists. */
  public Trace {
    accesses = List.copyOf(accesses);
    ends = List.copyOf(ends);
  }

  /** A trace in which all processes ended well. */
  Trace(String test, List<Access> accesses, boolean whole) {
    this(test, accesses, whole, List.of());
  }

  /**
   * What a test that seems to have passed comes to: it has failed if a process crashed, and names
   * what was not found.
   *
   * @param expected the exit status that the test itself asks for
   */
  TestOutcome judge(TestOutcome seen, int expected) {
    List<AbnormalEnd> unexpected = ends.stream().filter(e -> e.status() != expected).toList();
    if (seen.verdict() != TestOutcome.Verdict.PASSED || unexpected.isEmpty()) {
      return seen;
    }
    boolean crashed = unexpected.stream().anyMatch(AbnormalEnd::crashed);
    String ended = unexpected.stream().map(AbnormalEnd::toString).collect(Collectors.joining("; "));
    return new TestOutcome(
        seen.name(),
        crashed ? TestOutcome.Verdict.FAILED : TestOutcome.Verdict.PASSED,
        seen.duration(),
        seen.detail() + ", but " + ended,
        seen.log());
  }
}
