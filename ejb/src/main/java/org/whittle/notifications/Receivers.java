package org.whittle.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.sql.SQLException;
import java.time.Clock;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/** Finds and keeps receivers and settings; to be called inside a transaction. */
@ApplicationScoped
public class Receivers {
  private static final int SECRET_BYTES = 32;
  private static final String SELECT =
      "select r.name, r.kind, r.target, r.user_name, group_concat(w.event) events"
          + " from notification_receiver r join notification_wish w on w.receiver_id = r.id"
          + " where r.project_id = ?";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /** All receivers, by name. */
  public List<Receiver> all(int projectId) {
    return sql.list(SELECT + " group by r.id order by r.name", Receivers::receiver, projectId);
  }

  /**
   * The receiver with the name.
   *
   * @throws NotFound if there is none
   */
  public Receiver receiver(int projectId, String name) {
    return sql.first(SELECT + " and r.name = ? group by r.id", Receivers::receiver, projectId, name)
        .orElseThrow(() -> absent(name));
  }

  /**
   * Keeps a receiver; one of the same name is changed.
   *
   * @return the secret that a new receiver knows signatures by; it is not told again
   */
  public Optional<String> keep(int projectId, Receiver receiver) {
    Optional<Long> known = id(projectId, receiver.name());
    String secret = secret();
    long id = known.orElse(0L);
    if (known.isPresent()) {
      sql.update(
          "update notification_receiver set kind = ?, target = ?, user_name = ? where id = ?",
          receiver.kind(),
          receiver.target(),
          receiver.user(),
          id);
      sql.update("delete from notification_wish where receiver_id = ?", id);
    } else {
      id =
          sql.insert(
              "insert into notification_receiver (project_id, name, kind, target, user_name,"
                  + " secret, created_at) values (?, ?, ?, ?, ?, ?, ?)",
              projectId,
              receiver.name(),
              receiver.kind(),
              receiver.target(),
              receiver.user(),
              secret,
              clock.instant());
    }
    long receiverId = id;
    sql.batch(
        "insert into notification_wish (receiver_id, event) values (?, ?)",
        receiver.events().stream()
            .map(event -> new @Nullable Object[] {receiverId, event})
            .toList());
    return known.isPresent() ? Optional.empty() : Optional.of(secret);
  }

  /**
   * Removes a receiver, and what is on its way to it.
   *
   * @throws NotFound if there is none with the name
   */
  public void remove(int projectId, String name) {
    int removed =
        sql.update(
            "delete from notification_receiver where project_id = ? and name = ?", projectId, name);
    if (removed == 0) {
      throw absent(name);
    }
  }

  /** The settings of a project. */
  public NotificationSettings settings(int projectId) {
    return sql.first(
            "select smtp_host, smtp_port, smtp_security, smtp_user, smtp_secret, sender, portal,"
                + " reminder_hours from notification_settings where project_id = ?",
            Receivers::settings,
            projectId)
        .orElseThrow(() -> new IllegalStateException("no settings: project " + projectId));
  }

  /** Changes the settings of a project. */
  public void change(int projectId, NotificationSettings settings) {
    sql.update(
        "update notification_settings set smtp_host = ?, smtp_port = ?, smtp_security = ?,"
            + " smtp_user = ?, smtp_secret = ?, sender = ?, portal = ?, reminder_hours = ?"
            + " where project_id = ?",
        settings.host(),
        settings.port(),
        settings.security(),
        settings.user(),
        settings.secret(),
        settings.sender(),
        settings.portal(),
        settings.reminderHours(),
        projectId);
  }

  /** The number of the receiver with the name, if there is one. */
  Optional<Long> id(int projectId, String name) {
    return sql.first(
        "select id from notification_receiver where project_id = ? and name = ?",
        row -> row.number("id"),
        projectId,
        name);
  }

  static NotFound absent(String name) {
    return new NotFound("cannot find receiver \"" + name + "\"");
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static Receiver receiver(Row row) throws SQLException {
    Set<EventKind> events =
        Arrays.stream(row.text("events").split(","))
            .map(EventKind::valueOf)
            .collect(Collectors.toCollection(TreeSet::new));
    return new Receiver(
        row.text("name"),
        row.word("kind", ReceiverKind.class),
        row.text("target"),
        row.optionalText("user_name"),
        events);
  }

  private static NotificationSettings settings(Row row) throws SQLException {
    return new NotificationSettings(
        row.text("smtp_host"),
        row.integer("smtp_port"),
        row.word("smtp_security", MailSecurity.class),
        row.text("smtp_user"),
        row.text("smtp_secret"),
        row.text("sender"),
        row.text("portal"),
        row.integer("reminder_hours"));
  }
}
