package org.whittle.approvals;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whittle.advisory.Severity;

/**
 * What a policy asks of one decision, and what it has got.
 *
 * @param needed how many must approve
 * @param approvedBy who did and counts, in the order in which they did
 */
public record Requirement(Policy policy, boolean urgent, int needed, List<String> approvedBy) {
  /** Copies the list. */
  public Requirement {
    approvedBy = List.copyOf(approvedBy);
  }

  /**
   * What a policy asks now.
   *
   * @param mended the severity of what is decided on
   * @param approvedBy everybody who approved, in order
   * @param stoodInFor by those who approved: whom they stood in for then
   */
  public static Requirement of(
      Policy policy,
      Severity mended,
      List<String> approvedBy,
      Map<String, Set<String>> stoodInFor) {
    return new Requirement(
        policy,
        policy.isUrgent(mended),
        policy.needed(mended),
        approvedBy.stream()
            .filter(user -> policy.admits(user, stoodInFor.getOrDefault(user, Set.of())))
            .toList());
  }

  /** Whether enough have approved. */
  public boolean met() {
    return approvedBy.size() >= needed;
  }
}
