package org.whittle.library;

import static org.junit.jupiter.api.Assertions.assertEquals;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.blueprint.Blueprint.MissPolicy;
import org.whittle.verification.MissReport;

class MissVerdictTest {
  @ParameterizedTest
  @CsvSource({
    "NONE, FAIL, PASSED",
    "NONE, REPORT, PASSED",
    "UNSETTLED, FAIL, REPORTED",
    "UNSETTLED, REPORT, REPORTED",
    "MISSED, FAIL, FAILED",
    "MISSED, REPORT, REPORTED",
    "UNKNOWN, FAIL, UNKNOWN",
    "UNKNOWN, REPORT, UNKNOWN",
  })
  void onlyWhatWasSeenToMissNothingHasPassed(
      MissReport.Verdict seen, MissPolicy policy, Verdict said) {
    assertEquals(said, MissVerdict.of(seen, policy));
  }
}
