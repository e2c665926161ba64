package org.whittle.approvals;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;

/** Who stands in for whom, until when; to be called inside a transaction. */
@ApplicationScoped
public class Delegations {
  private static final String SELECT =
      "select id, from_user, to_user, until, reason from delegation"
          + " where project_id = ? and ended_at is null and until >= ?";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /**
   * A delegation that is in force.
   *
   * @param until its last day, UTC
   */
  public record Delegation(long id, String from, String to, LocalDate until, String reason) {}

  /** Those that are in force, by who is stood in for. */
  public List<Delegation> inForce(int projectId) {
    return sql.list(
        SELECT + " order by from_user, id", Delegations::delegation, projectId, today());
  }

  /** Whom somebody stands in for today. */
  public Set<String> standsInFor(int projectId, String user) {
    return new TreeSet<>(
        sql.list(
            SELECT + " and to_user = ?", row -> row.text("from_user"), projectId, today(), user));
  }

  /**
   * Lets somebody stand in from now on; gives the number of the delegation.
   *
   * @throws InvalidInput if its last day has passed, it says no reason, or both are the same
   */
  public long add(int projectId, String from, String to, LocalDate until, String reason) {
    if (from.equals(to)) {
      throw new InvalidInput("cannot delegate: nobody stands in for themselves");
    }
    if (until.isBefore(today())) {
      throw new InvalidInput("cannot delegate until " + until + ": that day has passed");
    }
    if (reason.isBlank() || reason.length() > 1000) {
      throw new InvalidInput("cannot delegate without a reason of 1 to 1,000 characters");
    }
    return sql.insert(
        "insert into delegation (project_id, from_user, to_user, until, reason, created_at)"
            + " values (?, ?, ?, ?, ?, ?)",
        projectId,
        from,
        to,
        until,
        reason.strip(),
        clock.instant());
  }

  /**
   * Ends one that the user gave.
   *
   * @throws NotFound if the user gave none with the number that is in force
   */
  public void end(int projectId, String from, long id) {
    int ended =
        sql.update(
            "update delegation set ended_at = ? where project_id = ? and from_user = ? and id = ?"
                + " and ended_at is null",
            clock.instant(),
            projectId,
            from,
            id);
    if (ended == 0) {
      throw new NotFound("cannot find delegation " + id + " of " + from);
    }
  }

  private LocalDate today() {
    return LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
  }

  private static Delegation delegation(Row row) throws SQLException {
    return new Delegation(
        row.number("id"),
        row.text("from_user"),
        row.text("to_user"),
        row.optionalDate("until").orElseThrow(),
        row.text("reason"));
  }
}
