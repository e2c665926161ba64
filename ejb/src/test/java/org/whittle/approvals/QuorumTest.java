package org.whittle.approvals;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.whittle.advisory.Severity;
import org.whittle.kernel.Digest;

class QuorumTest {
  private static final Policy TWO =
      new Policy("two", "", "", 2, Set.of("anna", "bob"), Optional.of(Severity.CRITICAL), "prod");

  private static Decisions.Decision by(String user, boolean approved) {
    return new Decisions.Decision(
        approved, user, Set.of(), Instant.EPOCH, Digest.of("subject"), "");
  }

  @Test
  void withoutAPolicyAnyOneApproverDecides() {
    assertFalse(Quorum.of(List.of(), Severity.UNKNOWN, List.of()).met());
    assertTrue(Quorum.of(List.of(), Severity.UNKNOWN, List.of(by("eve", true))).met());
  }

  @Test
  void everyPolicyMustGetWhatItAsks() {
    Quorum one = Quorum.of(List.of(TWO), Severity.HIGH, List.of(by("anna", true)));
    Quorum two = Quorum.of(List.of(TWO), Severity.HIGH, List.of(by("anna", true), by("bob", true)));

    assertFalse(one.met());
    assertTrue(one.hasApproved("anna"));
    assertTrue(two.met());
    assertEquals(List.of("anna", "bob"), two.approvedBy());
  }

  @Test
  void whatMendsSomethingGraveNeedsOne() {
    assertTrue(Quorum.of(List.of(TWO), Severity.CRITICAL, List.of(by("bob", true))).met());
  }

  @Test
  void aRejectionIsNoApproval() {
    assertFalse(Quorum.of(List.of(), Severity.UNKNOWN, List.of(by("eve", false))).met());
  }

  @Test
  void itSaysWhySomebodysApprovalWouldNotCount() {
    Quorum one = Quorum.of(List.of(TWO), Severity.HIGH, List.of(by("anna", true)));

    assertEquals(Optional.of("you approved it already"), one.whyNotApproved("anna", Set.of()));
    assertEquals(
        Optional.of("its policies name others who may"), one.whyNotApproved("eve", Set.of()));
    assertEquals(Optional.empty(), one.whyNotApproved("eve", Set.of("bob")));
    assertEquals(Optional.empty(), one.whyNotApproved("bob", Set.of()));
  }
}
