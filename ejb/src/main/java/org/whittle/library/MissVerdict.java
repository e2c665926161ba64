package org.whittle.library;

import org.whittle.blueprint.Blueprint.MissPolicy;
import org.whittle.verification.MissReport;

/** What is said of the files that the tests of a version asked for in vain. */
final class MissVerdict {
  private MissVerdict() {}

  /**
   * A blueprint that allows misses turns them from a fault into a report, never into nothing; and
   * what was not observed is unknown, whatever is allowed.
   */
  static Verdict of(MissReport.Verdict seen, MissPolicy policy) {
    return switch (seen) {
      case NONE -> Verdict.PASSED;
      case UNSETTLED -> Verdict.REPORTED;
      case MISSED -> policy == MissPolicy.REPORT ? Verdict.REPORTED : Verdict.FAILED;
      case UNKNOWN -> Verdict.UNKNOWN;
    };
  }
}
