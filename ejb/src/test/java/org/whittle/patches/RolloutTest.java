package org.whittle.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Verification;

class RolloutTest {
  private static final Digest PLAN = new Plan(List.of()).digest();

  private static Rollout proposed() {
    Rollout rollout =
        new Rollout(
            1, 1, "openssl", Purpose.patches(), new Plan(List.of()), "paula", Instant.EPOCH, "");
    rollout.propose("paula");
    return rollout;
  }

  @Test
  void somebodyElseApprovesThePlanThatTheySaw() {
    Rollout rollout = proposed();
    rollout.decide("anton", PLAN, true);
    assertEquals(RolloutState.APPROVED, rollout.state());
  }

  @Test
  void nobodyDecidesOnTheirOwnRollout() {
    Denied denied = assertThrows(Denied.class, () -> proposed().decide("paula", PLAN, true));
    assertEquals(
        "cannot decide on rollout 0: whoever proposes a rollout cannot decide on it",
        denied.getMessage());
    assertEquals(
        Optional.of("whoever proposes a rollout cannot decide on it"),
        proposed().whyNotDecidedBy("paula"));
  }

  @Test
  void aDecisionIsBoundToThePlan() {
    Conflict stale =
        assertThrows(Conflict.class, () -> proposed().decide("anton", Digest.of("another"), true));
    assertEquals(
        "cannot decide on rollout 0: its plan is not the one that you saw", stale.getMessage());
  }

  @Test
  void aRolloutIsDecidedOnce() {
    Rollout rollout = proposed();
    rollout.decide("anton", PLAN, false);
    assertEquals(
        "cannot decide on rollout 0: it was decided already",
        assertThrows(Conflict.class, () -> rollout.decide("berta", PLAN, true)).getMessage());
  }

  @Test
  void whatWasApprovedCanBeRolledBackOnce() {
    Rollout rollout = proposed();
    rollout.decide("anton", PLAN, true);
    rollout.rollBack("olga", " the site is down ", Instant.ofEpochSecond(7));
    assertEquals(RolloutState.ROLLED_BACK, rollout.state());
    assertEquals(
        Optional.of(new Rollback("olga", Instant.ofEpochSecond(7), "the site is down")),
        rollout.rollback());
    assertEquals(
        "cannot roll back rollout 0: it was rolled back already",
        assertThrows(Conflict.class, () -> rollout.rollBack("olga", "again", Instant.EPOCH))
            .getMessage());
  }

  @Test
  void whatWasNotApprovedHasNothingToRollBack() {
    assertEquals(
        "cannot roll back rollout 0: it was not approved",
        assertThrows(Conflict.class, () -> proposed().rollBack("olga", "no", Instant.EPOCH))
            .getMessage());
  }

  @Test
  void aRollbackNeedsAReason() {
    assertEquals(
        "cannot roll back without a reason of 1 to 900 characters",
        assertThrows(InvalidInput.class, () -> Rollback.reason(" ")).getMessage());
    assertThrows(InvalidInput.class, () -> Rollback.reason("x".repeat(901)));
  }

  @Test
  void aRolloutNeedsATitle() {
    assertThrows(
        InvalidInput.class,
        () ->
            new Rollout(
                1, 1, " ", Purpose.patches(), new Plan(List.of()), "paula", Instant.EPOCH, ""));
  }

  @Test
  void exceptionsComeFirstAndTheDigestIsOfAllLines() {
    PlannedLine rebuild = line("alpha", Disposition.REBUILD, "in");
    PlannedLine held = line("beta", Disposition.HELD, "");
    Plan plan = new Plan(List.of(rebuild, held));
    assertEquals(List.of(held, rebuild), plan.lines());
    assertEquals(plan.digest(), new Plan(List.of(held, rebuild)).digest());
    assertNotEquals(plan.digest(), new Plan(List.of(rebuild)).digest());
    assertNotEquals(
        plan.digest(),
        new Plan(List.of(line("alpha", Disposition.REBUILD, "other"), held)).digest());
    assertNotEquals(
        plan.digest(), new Plan(plan.lines(), Verification.STRUCTURE).digest(), "how it is tested");
  }

  private static PlannedLine line(String image, Disposition disposition, String input) {
    return new PlannedLine(
        1,
        image,
        1,
        1,
        1,
        disposition,
        "",
        input.isEmpty() ? Optional.empty() : Optional.of(Digest.of(input)),
        Set.of(),
        0,
        0);
  }
}
