package org.whittle.approvals;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.advisory.Severity;

/**
 * What the policies that speak of one decision ask, and what they have got.
 *
 * @param requirements never empty: where no policy speaks, any one approver decides
 * @param approvedBy everybody who approved, in order
 */
public record Quorum(List<Requirement> requirements, List<String> approvedBy) {
  private static final Policy USUAL = new Policy("default", "", "", 1, Set.of(), Optional.empty());

  /** Copies the lists. */
  public Quorum {
    requirements = List.copyOf(requirements);
    approvedBy = List.copyOf(approvedBy);
  }

  /**
   * What is asked now.
   *
   * @param mended the severity of what is decided on
   */
  public static Quorum of(
      List<Policy> speaking, Severity mended, List<Decisions.Decision> decisions) {
    List<String> approvedBy = new ArrayList<>();
    Map<String, Set<String>> stoodInFor = new HashMap<>();
    for (Decisions.Decision decision : decisions) {
      if (decision.approved()) {
        approvedBy.add(decision.decidedBy());
        stoodInFor.put(decision.decidedBy(), decision.stoodInFor());
      }
    }
    return new Quorum(
        (speaking.isEmpty() ? List.of(USUAL) : speaking)
            .stream()
                .map(policy -> Requirement.of(policy, mended, approvedBy, stoodInFor))
                .toList(),
        approvedBy);
  }

  /** Whether every policy has got what it asks. */
  public boolean met() {
    return requirements.stream().allMatch(Requirement::met);
  }

  /** Whether somebody has approved. */
  public boolean hasApproved(String user) {
    return approvedBy.contains(user);
  }

  /**
   * Why somebody's approval would not count; empty if it would. Where a policy was eased after
   * enough had approved, anybody whom it admits may end the matter.
   *
   * @param standsInFor whom they stand in for now
   */
  public Optional<String> whyNotApproved(String user, Set<String> standsInFor) {
    List<Requirement> unmet = requirements.stream().filter(one -> !one.met()).toList();
    if (hasApproved(user)) {
      return unmet.isEmpty() ? Optional.empty() : Optional.of("you approved it already");
    }
    return (unmet.isEmpty() ? requirements : unmet)
            .stream().anyMatch(one -> one.policy().admits(user, standsInFor))
        ? Optional.empty()
        : Optional.of("its policies name others who may");
  }
}
