package org.whittle.verification;

import java.util.List;
import java.util.stream.Stream;
import org.whittle.verification.TestOutcome.Verdict;

/**
 * How the retro-tests of one image went.
 *
 * @param outcomes one for each test of the blueprint, in its order
 */
public record TestReport(List<TestOutcome> outcomes) {
  /** Copies the list. */
  public TestReport {
    outcomes = List.copyOf(outcomes);
  }

  /** The same with more tests behind. */
  public TestReport and(List<TestOutcome> more) {
    return new TestReport(Stream.concat(outcomes.stream(), more.stream()).toList());
  }

  /** No test failed, none was left out, and there is at least one. */
  public boolean passed() {
    return !outcomes.isEmpty() && outcomes.stream().allMatch(o -> o.verdict() == Verdict.PASSED);
  }

  /** At least one test failed. */
  public boolean failed() {
    return outcomes.stream().anyMatch(o -> o.verdict() == Verdict.FAILED);
  }

  /** {@code FAILED} if one failed, {@code PASSED} if all passed, else {@code NOT_RUN}. */
  public Verdict verdict() {
    return failed() ? Verdict.FAILED : passed() ? Verdict.PASSED : Verdict.NOT_RUN;
  }
}
