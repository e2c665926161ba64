package org.whittle.build;

import java.time.Duration;
import org.whittle.blueprint.Blueprint.MissPolicy;
import org.whittle.verification.MissReport;
import org.whittle.verification.TestReport;

/**
 * What the retro-tests of an image said that was built before.
 *
 * @param policy what the blueprint says of misses
 * @param took wall-clock time of all of it
 */
public record Tested(TestReport tests, MissReport misses, MissPolicy policy, Duration took) {
  /** Whether they passed and nothing was missed, as {@link BuildOutcome.Built#verified} says it. */
  public boolean verified() {
    return tests.passed()
        && (policy == MissPolicy.REPORT
            || misses.verdict() == MissReport.Verdict.NONE
            || misses.verdict() == MissReport.Verdict.UNSETTLED);
  }
}
