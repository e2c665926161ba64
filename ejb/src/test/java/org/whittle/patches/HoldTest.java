package org.whittle.patches;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;

class HoldTest {
  private static final LocalDate TODAY = LocalDate.parse("2026-11-22");

  private static Hold hold(HoldScope scope, String versions, String reason) {
    return new Hold(
        1, wish(scope, versions, reason, Optional.empty()), "pia", Instant.EPOCH, TODAY);
  }

  private static Hold.Wish wish(
      HoldScope scope, String versions, String reason, Optional<LocalDate> until) {
    return new Hold.Wish(
        scope, new PackageName("libssl3"), HeldVersions.parse(versions), reason, "jo", until);
  }

  @Test
  void itsLastDayCounts() {
    Hold hold =
        new Hold(
            1,
            wish(new HoldScope.OfLibrary(), "1", "not tried", Optional.of(TODAY)),
            "pia",
            Instant.EPOCH,
            TODAY);

    assertFalse(hold.isExpired(TODAY));
    assertTrue(hold.isExpired(TODAY.plusDays(1)));
  }

  @Test
  void anEndThatHasPassedIsRefused() {
    Hold.Wish wish =
        wish(new HoldScope.OfLibrary(), "1", "late", Optional.of(LocalDate.parse("2026-11-21")));
    InvalidInput refused =
        assertThrows(InvalidInput.class, () -> new Hold(1, wish, "pia", Instant.EPOCH, TODAY));

    assertEquals("cannot hold libssl3 until 2026-11-21: that day has passed", refused.getMessage());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "  "})
  void aReasonIsNeeded(String reason) {
    InvalidInput refused =
        assertThrows(
            InvalidInput.class,
            () -> wish(new HoldScope.OfLibrary(), "1", reason, Optional.empty()));

    assertEquals(
        "cannot hold libssl3 without a reason of 1 to 1,000 characters", refused.getMessage());
  }

  @Test
  void aLabelNeedsAName() {
    InvalidInput refused = assertThrows(InvalidInput.class, () -> HoldScope.OfLabel.parse("=prod"));

    assertEquals("cannot hold the images with label \"\": that is no label", refused.getMessage());
  }

  @Test
  void itSaysWhatItDoesAndForWhom() {
    assertEquals(
        "libssl3 is held at 3.0.20 by hold 0: not tried",
        hold(new HoldScope.OfImage(7), "3.0.20", "not tried").inWords());
    assertEquals(
        "libssl3 is held within >= 3.0, << 3.0.22 by hold 0 for stage=prod: not tried",
        hold(HoldScope.OfLabel.parse(" stage = prod"), ">=3.0, <3.0.22", "not tried").inWords());
    assertEquals("hold 0 for the whole library", hold(new HoldScope.OfLibrary(), "1", "x").named());
  }

  @Test
  void whatNoVersionSatisfiesIsAConflictThatNamesAllItsHolds() {
    List<Hold> holds =
        List.of(
            hold(new HoldScope.OfImage(7), "3.0.20", "not tried"),
            hold(new HoldScope.OfLibrary(), ">= 3.0.22", "must have the fix"));

    List<HoldConflict> conflicts = HoldConflict.among(holds, name -> List.of("3.0.20", "3.0.22"));

    assertEquals(
        "the holds on libssl3 contradict each other, no version is within all of them: hold 0"
            + " (= 3.0.20, jo: not tried) and hold 0 for the whole library (>= 3.0.22, jo: must"
            + " have the fix)",
        conflicts.getFirst().inWords());
  }

  @Test
  void whatNobodyOffersIsAConflictToo() {
    Hold from = hold(new HoldScope.OfLibrary(), ">= 2", "needs 2");
    Hold below = hold(new HoldScope.OfLibrary(), "< 3", "3 breaks it");

    assertEquals(List.of(), HoldConflict.among(List.of(from, below), name -> List.of("1", "2.5")));
    assertEquals(
        "the holds on libssl3 contradict each other, no version on offer is within all of them:"
            + " hold 0 for the whole library (>= 2, jo: needs 2) and hold 0 for the whole library"
            + " (<< 3, jo: 3 breaks it)",
        HoldConflict.among(List.of(from, below), name -> List.of("1", "3")).getFirst().inWords());
    assertEquals(
        "no version of libssl3 on offer is within hold 0 for the whole library (>= 2, jo: needs 2)",
        HoldConflict.among(List.of(from), name -> List.of("1")).getFirst().inWords());
  }
}
