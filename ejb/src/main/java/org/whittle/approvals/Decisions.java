package org.whittle.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;

/** Keeps decisions; one a user and rollout. */
@ApplicationScoped
public class Decisions {
  @Inject private Sql sql;

  /**
   * What somebody decided, and on which plan.
   *
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

  /** Keeps a decision that is made now. */
  public void add(int projectId, long rolloutId, Decision decision) {
    sql.insert(
        "insert into decision (project_id, rollout_id, plan_digest, approved, decided_by,"
            + " stood_in_for, decided_at, comment) values (?, ?, ?, ?, ?, ?, ?, ?)",
        projectId,
        rolloutId,
        decision.plan(),
        decision.approved(),
        decision.decidedBy(),
        String.join(" ", new TreeSet<>(decision.stoodInFor())),
        decision.decidedAt(),
        decision.comment());
  }

  /** The decisions on a rollout, oldest first. */
  public List<Decision> of(long rolloutId) {
    return sql.list(
        "select approved, decided_by, stood_in_for, decided_at, plan_digest, comment from decision"
            + " where rollout_id = ? order by id",
        row ->
            new Decision(
                row.bool("approved"),
                row.text("decided_by"),
                names(row.text("stood_in_for")),
                row.instant("decided_at"),
                row.digest("plan_digest"),
                row.text("comment")),
        rolloutId);
  }

  private static Set<String> names(String joined) {
    return joined.isEmpty() ? Set.of() : Set.of(joined.split(" "));
  }
}
