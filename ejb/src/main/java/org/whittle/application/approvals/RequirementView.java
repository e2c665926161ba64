package org.whittle.application.approvals;

import java.util.List;
import org.whittle.approvals.Requirement;

/**
 * What a policy asks.
 *
 * @param approvedBy whose approvals count, in order
 * @param approvers who may; empty: every approver
 * @param urgent whether it is on the shorter path, for what it mends
 */
public record RequirementView(
    String policy,
    int needed,
    List<String> approvedBy,
    List<String> approvers,
    boolean urgent,
    boolean met) {
  /** Copies the lists. */
  public RequirementView {
    approvedBy = List.copyOf(approvedBy);
    approvers = List.copyOf(approvers);
  }

  /** For people and machines. */
  public static RequirementView of(Requirement requirement) {
    return new RequirementView(
        requirement.policy().name(),
        requirement.needed(),
        requirement.approvedBy(),
        requirement.policy().approvers().stream().sorted().toList(),
        requirement.urgent(),
        requirement.met());
  }
}
