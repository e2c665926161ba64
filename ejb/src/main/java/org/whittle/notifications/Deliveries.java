package org.whittle.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/**
 * Hands out what is to be sent, and notes what became of it; each in a short transaction of its
 * own, since sending runs in none.
 *
 * <p>A delivery is claimed for longer than any attempt takes. Whoever dies while it sends leaves a
 * claim that runs out, and the event is sent again: at least once, seldom twice. A receiver has one
 * attempt under way at a time, so that one that hangs holds up nothing but its own.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
public class Deliveries {
  private static final Duration CLAIM = Duration.ofMinutes(2);
  private static final int LONGEST_MESSAGE = 2000;
  private static final String SELECT =
      "select d.id, d.state, d.attempts, d.not_before, d.message, d.ended_at, r.name receiver,"
          + " e.id event, e.kind, e.subject, e.summary, e.path, e.at from notification_delivery d"
          + " join notification_event e on e.id = d.event_id"
          + " join notification_receiver r on r.id = d.receiver_id where e.project_id = ?";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /** Something to send, and where to. */
  public record Task(
      long id, int projectId, Event event, ReceiverKind kind, String target, String secret) {}

  /**
   * Claims what is due, one for each receiver that is not being sent to, the oldest first.
   *
   * @param most how many may be under way in all, those that were claimed before counted
   */
  public List<Long> claim(int most) {
    Instant now = clock.instant();
    int underWay =
        (int) sql.number("select count(*) from notification_delivery where claimed_until > ?", now);
    List<Long> due =
        sql.list(
            "select min(d.id) id from notification_delivery d where d.state = 'WAITING'"
                + " and d.not_before <= ? and not exists (select 1 from notification_delivery o"
                + " where o.receiver_id = d.receiver_id and o.claimed_until > ?)"
                + " group by d.receiver_id order by min(d.not_before), id limit ?",
            row -> row.number("id"),
            now,
            now,
            Math.max(0, most - underWay));
    // Another node may have taken one in between: then its row is not changed again.
    return due.stream().filter(id -> claimed(id, now)).toList();
  }

  private boolean claimed(long id, Instant now) {
    return sql.update(
            "update notification_delivery set claimed_until = ? where id = ? and state = 'WAITING'"
                + " and (claimed_until is null or claimed_until <= ?)",
            now.plus(CLAIM),
            id,
            now)
        == 1;
  }

  /** What a claimed delivery sends; empty if its receiver was removed. */
  public Optional<Task> task(long id) {
    return sql.first(
        "select d.id, e.project_id, r.kind receiver_kind, r.target, r.secret, e.id event, e.kind,"
            + " e.subject, e.summary, e.path, e.at from notification_delivery d"
            + " join notification_event e on e.id = d.event_id"
            + " join notification_receiver r on r.id = d.receiver_id where d.id = ?",
        row ->
            new Task(
                row.number("id"),
                row.integer("project_id"),
                event(row),
                row.word("receiver_kind", ReceiverKind.class),
                row.text("target"),
                row.text("secret")),
        id);
  }

  /** Notes that it was taken. */
  public void sent(long id) {
    sql.update(
        "update notification_delivery set state = 'SENT', attempts = attempts + 1, message = '',"
            + " claimed_until = null, ended_at = ? where id = ?",
        clock.instant(),
        id);
  }

  /** Notes that it was not; it is tried again after a pause, or was often enough. */
  public void failed(long id, String message) {
    Instant now = clock.instant();
    int attempts =
        (int) sql.number("select attempts + 1 from notification_delivery where id = ?", id);
    Optional<Instant> next = Pauses.after(attempts).map(now::plus);
    sql.update(
        "update notification_delivery set state = ?, attempts = ?, message = ?, not_before = ?,"
            + " claimed_until = null, ended_at = ? where id = ?",
        next.isPresent() ? DeliveryState.WAITING : DeliveryState.FAILED,
        attempts,
        message.length() <= LONGEST_MESSAGE ? message : message.substring(0, 1999) + "…",
        next.orElse(now),
        next.isPresent() ? null : now,
        id);
  }

  /**
   * Lets what was not taken be tried at once; what was given up gets one more attempt.
   *
   * @throws NotFound if there is none with the number that was not taken
   */
  public void tryNow(int projectId, long id) {
    int changed =
        sql.update(
            "update notification_delivery d join notification_event e on e.id = d.event_id"
                + " set d.state = 'WAITING', d.not_before = ?, d.ended_at = null"
                + " where e.project_id = ? and d.id = ? and d.state <> 'SENT'",
            clock.instant(),
            projectId,
            id);
    if (changed == 0) {
      throw new NotFound("cannot find delivery " + id + " that was not taken");
    }
  }

  /** How many there are. */
  public long count(int projectId) {
    return sql.number(
        "select count(*) from notification_delivery d join notification_event e"
            + " on e.id = d.event_id where e.project_id = ?",
        projectId);
  }

  /** Deliveries, newest first. */
  public List<Delivery> newest(int projectId, int first, int size) {
    return sql.list(
        SELECT + " order by d.id desc limit ? offset ?",
        Deliveries::delivery,
        projectId,
        size,
        first);
  }

  private static Delivery delivery(Row row) throws SQLException {
    return new Delivery(
        row.number("id"),
        event(row),
        row.text("receiver"),
        row.word("state", DeliveryState.class),
        row.integer("attempts"),
        row.instant("not_before"),
        row.text("message"),
        row.optionalInstant("ended_at"));
  }

  private static Event event(Row row) throws SQLException {
    return new Event(
        row.number("event"),
        row.word("kind", EventKind.class),
        row.text("subject"),
        row.text("summary"),
        row.text("path"),
        row.instant("at"));
  }
}
