package org.whittle.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/**
 * Takes events in the transaction of what they tell: either both are there or neither.
 *
 * <p>Whoever wishes to hear of an event has a delivery of it from then on. Nothing is sent here.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Outbox {
  private static final int LONGEST_SUBJECT = 255;
  private static final int LONGEST_SUMMARY = 2000;

  private static final String DELIVER =
      "insert into notification_delivery (event_id, receiver_id, state, not_before)"
          + " select ?, r.id, 'WAITING', ? from notification_receiver r"
          + " left join notification_wish w on w.receiver_id = r.id and w.event = ?"
          + " where r.project_id = ? and ";

  @Inject private Sql sql;
  @Inject private Clock clock;
  @Inject private Receivers receivers;

  /** Tells all receivers that wish to hear of the kind. */
  public void tell(int projectId, EventKind kind, String subject, String summary, String path) {
    long event = write(projectId, kind, subject, summary, path);
    deliver(event, projectId, kind, "w.event is not null");
  }

  /** Tells only those of them that are one of these users', or nobody's in particular. */
  public void tellAmong(
      int projectId,
      Collection<String> users,
      EventKind kind,
      String subject,
      String summary,
      String path) {
    long event = write(projectId, kind, subject, summary, path);
    String among = "(r.user_name is null or r.user_name in (" + Sql.placeholders(users) + "))";
    deliver(event, projectId, kind, "w.event is not null and " + among, users.toArray());
  }

  /** Tells those that wish to hear of it, and all receivers of these users, wished or not. */
  public void tellAlso(
      int projectId,
      Collection<String> users,
      EventKind kind,
      String subject,
      String summary,
      String path) {
    long event = write(projectId, kind, subject, summary, path);
    String also = "(w.event is not null or r.user_name in (" + Sql.placeholders(users) + "))";
    deliver(event, projectId, kind, also, users.toArray());
  }

  /**
   * Tells one receiver alone, whatever it wishes.
   *
   * @throws NotFound if there is none with the name
   */
  public void tellOne(
      int projectId, String receiver, EventKind kind, String subject, String summary) {
    long id = receivers.id(projectId, receiver).orElseThrow(() -> Receivers.absent(receiver));
    long event = write(projectId, kind, subject, summary, "");
    deliver(event, projectId, kind, "r.id = ?", id);
  }

  /** Whether this is told for the first time; it is not again. */
  public boolean isNew(int projectId, String what) {
    return sql.update(
            "insert ignore into notification_told (project_id, what, at) values (?, ?, ?)",
            projectId,
            what,
            clock.instant())
        == 1;
  }

  /** Forgets events that happened before a moment and are under way to nobody. */
  public int forget(int projectId, Instant before) {
    sql.update("delete from notification_told where project_id = ? and at < ?", projectId, before);
    return sql.update(
        "delete from notification_event where project_id = ? and at < ? and not exists (select 1"
            + " from notification_delivery d where d.event_id = notification_event.id"
            + " and d.state = 'WAITING')",
        projectId,
        before);
  }

  private long write(int projectId, EventKind kind, String subject, String summary, String path) {
    return sql.insert(
        "insert into notification_event (project_id, kind, subject, summary, path, at)"
            + " values (?, ?, ?, ?, ?, ?)",
        projectId,
        kind,
        line(subject),
        cut(summary, LONGEST_SUMMARY),
        path,
        clock.instant());
  }

  private void deliver(long event, int projectId, EventKind kind, String where, Object... users) {
    List<Object> parameters = new ArrayList<>(List.of(event, clock.instant(), kind, projectId));
    parameters.addAll(List.of(users));
    int deliveries = sql.update(DELIVER + where, parameters.toArray());
    if (deliveries == 0) {
      sql.update("delete from notification_event where id = ?", event);
    }
  }

  /** What becomes a line of a mail's head must be one. */
  private static String line(String text) {
    return cut(text.replaceAll("[\\p{Cntrl}]+", " ").strip(), LONGEST_SUBJECT);
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
