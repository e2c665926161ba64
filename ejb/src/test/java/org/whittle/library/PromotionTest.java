package org.whittle.library;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Digest;

class PromotionTest {
  private static final Digest SUBJECT = Digest.of("subject");

  private static Promotion promotion(PromotionState state, String reason) {
    return new Promotion(
        5,
        1,
        "shop",
        "prod",
        OptionalInt.of(1),
        2,
        20,
        SUBJECT,
        state,
        "olga",
        Instant.EPOCH,
        "",
        Optional.empty(),
        reason);
  }

  @Test
  void somebodyElseMayDecideOnWhatTheySaw() {
    Promotion waiting = promotion(PromotionState.AWAITING_APPROVAL, "");

    assertDoesNotThrow(() -> waiting.requireDecidable("anna", SUBJECT));
  }

  @Test
  void whoeverAsksMayNot() {
    Promotion waiting = promotion(PromotionState.AWAITING_APPROVAL, "");

    assertEquals(
        "cannot decide on promotion 5: whoever asks for a promotion cannot decide on it",
        assertThrows(Denied.class, () -> waiting.requireDecidable("olga", SUBJECT)).getMessage());
  }

  @Test
  void aDecisionOnSomethingElseIsRefused() {
    Promotion waiting = promotion(PromotionState.AWAITING_APPROVAL, "");

    assertEquals(
        "cannot decide on promotion 5: its subject is not the one that you saw",
        assertThrows(Conflict.class, () -> waiting.requireDecidable("anna", Digest.of("another")))
            .getMessage());
  }

  @Test
  void whatHasEndedCannotBeDecided() {
    assertEquals(
        "cannot decide on promotion 5: it was decided already",
        assertThrows(
                Conflict.class,
                () -> promotion(PromotionState.APPROVED, "").requireDecidable("anna", SUBJECT))
            .getMessage());
    assertEquals(
        "cannot decide on promotion 5: it is void: prod points to version 3",
        assertThrows(
                Conflict.class,
                () ->
                    promotion(PromotionState.VOID, "prod points to version 3")
                        .requireDecidable("olga", SUBJECT))
            .getMessage());
  }
}
