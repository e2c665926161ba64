package org.whittle.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;

/** Keeps decisions; one a user and rollout. */
@ApplicationScoped
public class Decisions {
  @Inject private Sql sql;
  @Inject private Clock clock;

  /** What somebody decided, and on which plan. */
  public record Decision(
      boolean approved, String decidedBy, Instant decidedAt, Digest plan, String comment) {}

  /** Keeps a decision. */
  public void add(
      int projectId, long rolloutId, Digest plan, boolean approved, String by, String comment) {
    sql.insert(
        "insert into decision (project_id, rollout_id, plan_digest, approved, decided_by,"
            + " decided_at, comment) values (?, ?, ?, ?, ?, ?, ?)",
        projectId,
        rolloutId,
        plan,
        approved,
        by,
        clock.instant(),
        comment);
  }

  /** The decisions on a rollout, oldest first. */
  public List<Decision> of(long rolloutId) {
    return sql.list(
        "select approved, decided_by, decided_at, plan_digest, comment from decision"
            + " where rollout_id = ? order by id",
        row ->
            new Decision(
                row.bool("approved"),
                row.text("decided_by"),
                row.instant("decided_at"),
                row.digest("plan_digest"),
                row.text("comment")),
        rolloutId);
  }
}
