package org.whittle.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;

/** Keeps decisions on rollouts and promotions; one a user and subject. */
@ApplicationScoped
public class Decisions {
  @Inject private Sql sql;

  /**
   * What somebody decided, and on which plan.
   *
   * @param plan digest of all that was decided on
   * @param stoodInFor whom they stood in for at that time
   */
  public record Decision(
      boolean approved,
      String decidedBy,
      Set<String> stoodInFor,
      Instant decidedAt,
      Digest plan,
      String comment) {
    /** Copies the set. */
    public Decision {
      stoodInFor = Set.copyOf(stoodInFor);
    }
  }

  /** Keeps a decision on a rollout that is made now. */
  public void add(int projectId, long rolloutId, Decision decision) {
    add("rollout_id", projectId, rolloutId, decision);
  }

  /** Keeps a decision on a promotion that is made now. */
  public void addOnPromotion(int projectId, long promotionId, Decision decision) {
    add("promotion_id", projectId, promotionId, decision);
  }

  private void add(String subject, int projectId, long id, Decision decision) {
    sql.insert(
        "insert into decision (project_id, "
            + subject
            + ", plan_digest, approved, decided_by,"
            + " stood_in_for, decided_at, comment) values (?, ?, ?, ?, ?, ?, ?, ?)",
        projectId,
        id,
        decision.plan(),
        decision.approved(),
        decision.decidedBy(),
        String.join(" ", new TreeSet<>(decision.stoodInFor())),
        decision.decidedAt(),
        decision.comment());
  }

  /** The decisions on a rollout, oldest first. */
  public List<Decision> of(long rolloutId) {
    return on("rollout_id", rolloutId);
  }

  /** The decisions on a promotion, oldest first. */
  public List<Decision> onPromotion(long promotionId) {
    return on("promotion_id", promotionId);
  }

  private List<Decision> on(String subject, long id) {
    return sql.list(
        "select approved, decided_by, stood_in_for, decided_at, plan_digest, comment from decision"
            + " where "
            + subject
            + " = ? order by id",
        row ->
            new Decision(
                row.bool("approved"),
                row.text("decided_by"),
                names(row.text("stood_in_for")),
                row.instant("decided_at"),
                row.digest("plan_digest"),
                row.text("comment")),
        id);
  }

  private static Set<String> names(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split(" "));
  }
}
