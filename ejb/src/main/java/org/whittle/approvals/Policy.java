package org.whittle.approvals;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.advisory.Severity;
import org.whittle.kernel.InvalidInput;

/**
 * How many must approve what touches images with a label, and who may.
 *
 * @param label name of the label; empty: all images
 * @param value of the label; empty: any
 * @param quorum how many different people must approve, from 1 to 9
 * @param approvers names of those who may; empty: every approver
 * @param urgentFrom the severity from which one approval is enough; empty: never
 * @param channel the channel whose promotions it speaks of; empty: it speaks of rollouts
 */
public record Policy(
    String name,
    String label,
    String value,
    int quorum,
    Set<String> approvers,
    Optional<Severity> urgentFrom,
    String channel) {
  private static final int LARGEST_QUORUM = 9;

  /**
   * Checks it, and copies the set.
   *
   * @throws InvalidInput if nobody could ever satisfy it, or it is not well-formed
   */
  public Policy {
    approvers = Set.copyOf(approvers);
    if (!name.matches("[a-z0-9][a-z0-9.-]{0,62}")) {
      throw new InvalidInput(
          "cannot keep policy \"" + name + "\": that is no name",
          "Use up to 63 small letters, digits, dots and hyphens",
          null);
    }
    if (quorum < 1 || quorum > LARGEST_QUORUM) {
      throw new InvalidInput(
          "cannot keep policy " + name + ": a quorum is from 1 to " + LARGEST_QUORUM);
    }
    if (!approvers.isEmpty() && approvers.size() < quorum) {
      throw new InvalidInput(
          "cannot keep policy "
              + name
              + ": "
              + quorum
              + " must approve, but only "
              + approvers.size()
              + " may",
          "Name more approvers, or lower the quorum",
          null);
    }
    if (label.isEmpty() && !value.isEmpty()) {
      throw new InvalidInput("cannot keep policy " + name + ": a value needs its label");
    }
    if (urgentFrom.isPresent() && urgentFrom.get() == Severity.UNKNOWN) {
      throw new InvalidInput(
          "cannot keep policy " + name + ": what is unknown cannot be urgent",
          "Choose a severity",
          null);
    }
  }

  /** A policy of rollouts. */
  public Policy(
      String name,
      String label,
      String value,
      int quorum,
      Set<String> approvers,
      Optional<Severity> urgentFrom) {
    this(name, label, value, quorum, approvers, urgentFrom, "");
  }

  /** Whether it speaks of an image with these labels. */
  public boolean concerns(Map<String, String> labels) {
    return label.isEmpty()
        || (labels.containsKey(label) && (value.isEmpty() || value.equals(labels.get(label))));
  }

  /** How many must approve what mends something of this severity. */
  public int needed(Severity mended) {
    return isUrgent(mended) ? 1 : quorum;
  }

  /** Whether something of this severity is on the shorter path. */
  public boolean isUrgent(Severity mended) {
    return urgentFrom.isPresent() && mended.compareTo(urgentFrom.get()) >= 0;
  }

  /**
   * Whether somebody's approval counts.
   *
   * @param standsInFor whom they stand in for now
   */
  public boolean admits(String user, Set<String> standsInFor) {
    return approvers.isEmpty()
        || approvers.contains(user)
        || standsInFor.stream().anyMatch(approvers::contains);
  }
}
