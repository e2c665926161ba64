package org.whittle.audit;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;

/**
 * Writes and reads the audit trail of a project.
 *
 * <p>An entry belongs to the transaction of what it reports: either both are there or neither. The
 * head of the chain is locked while an entry is written, so the order of entries is that of
 * commits.
 */
@ApplicationScoped
public class AuditTrail {
  private static final int LONGEST_DETAIL = 2000;
  private static final int LONGEST_SUBJECT = 255;
  private static final int CHECKED_AT_ONCE = 1000;

  private static final String SELECT =
      "select id, at, actor, action, subject, detail, previous_hash, hash from audit_entry"
          + " where project_id = ?";

  private static final String CONTAINS =
      " and (? = '' or locate(?, actor) > 0 or locate(?, action) > 0 or locate(?, subject) > 0)";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /** One entry, and the hash that chains it. */
  public record Entry(
      long id,
      Instant at,
      String actor,
      String action,
      String subject,
      String detail,
      Digest previous,
      Digest hash) {

    /** What the hash of this entry must be: of the previous hash and all fields. */
    Digest expectedHash() {
      return chain(previous, at, actor, action, subject, detail);
    }
  }

  /** What somebody did to one thing. */
  public record Deed(String action, String subject, String detail) {}

  /** Appends an entry. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(int projectId, String actor, String action, String subject, String detail) {
    record(projectId, actor, List.of(new Deed(action, subject, detail)));
  }

  /** Appends an entry for each deed, in their order. */
  @Transactional(Transactional.TxType.MANDATORY)
  public void record(int projectId, String actor, List<Deed> deeds) {
    Digest head =
        sql.first(
                "select hash from audit_head where project_id = ? for update",
                row -> row.digest("hash"),
                projectId)
            .orElseThrow(() -> new IllegalStateException("no audit chain: project " + projectId));
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Deed deed : deeds) {
      String about = cut(deed.subject(), LONGEST_SUBJECT);
      String said = cut(deed.detail(), LONGEST_DETAIL);
      Digest hash = chain(head, at, actor, deed.action(), about, said);
      rows.add(
          new @Nullable Object[] {projectId, at, actor, deed.action(), about, said, head, hash});
      head = hash;
    }
    sql.batch(
        "insert into audit_entry"
            + " (project_id, at, actor, action, subject, detail, previous_hash, hash)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?)",
        rows);
    sql.update("update audit_head set hash = ? where project_id = ?", head, projectId);
  }

  /** How many entries contain the text in actor, action or subject; all for an empty text. */
  public long count(int projectId, String text) {
    return sql.number(
        "select count(*) from audit_entry where project_id = ?" + CONTAINS,
        projectId,
        text,
        text,
        text,
        text);
  }

  /** Those entries, newest first. */
  public List<Entry> entries(int projectId, String text, int first, int size) {
    return sql.list(
        SELECT + CONTAINS + " order by id desc limit ? offset ?",
        AuditTrail::entry,
        projectId,
        text,
        text,
        text,
        text,
        size,
        first);
  }

  /** Entries behind one, oldest first. */
  public List<Entry> after(int projectId, long after, int size) {
    return sql.list(
        SELECT + " and id > ? order by id limit ?", AuditTrail::entry, projectId, after, size);
  }

  /** The first entry whose hash, or whose link to the one before, does not fit. */
  public Optional<Long> firstBroken(int projectId) {
    Digest previous = Digest.fromBytes(new byte[Digest.BYTES]);
    long after = 0;
    while (true) {
      List<Entry> batch = after(projectId, after, CHECKED_AT_ONCE);
      if (batch.isEmpty()) {
        return Optional.empty();
      }
      for (Entry entry : batch) {
        if (!entry.previous().equals(previous) || !entry.hash().equals(entry.expectedHash())) {
          return Optional.of(entry.id());
        }
        previous = entry.hash();
        after = entry.id();
      }
    }
  }

  private static Entry entry(Row row) throws SQLException {
    return new Entry(
        row.number("id"),
        row.instant("at"),
        row.text("actor"),
        row.text("action"),
        row.text("subject"),
        row.text("detail"),
        row.digest("previous_hash"),
        row.digest("hash"));
  }

  private static Digest chain(
      Digest previous, Instant at, String actor, String action, String subject, String detail) {
    return Digest.of(
        String.join("\0", previous.hex(), at.toString(), actor, action, subject, detail));
  }

  private static String cut(String text, int longest) {
    return text.length() <= longest ? text : text.substring(0, longest - 1) + "…";
  }
}
