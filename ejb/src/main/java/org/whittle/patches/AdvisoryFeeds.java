package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.Advisory;
import org.whittle.advisory.AdvisoryFormat;
import org.whittle.advisory.Severity;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.format.deb.DebVersion;
import org.whittle.kernel.NotFound;

/**
 * Keeps files of advisories, and finds the patches that mend what they name; to be called inside a
 * transaction.
 */
@ApplicationScoped
public class AdvisoryFeeds {
  private static final String SELECT =
      "select id, name, format, release_name, uri, advisories, loaded_at, last_checked_at,"
          + " last_error from advisory_feed where project_id = ?";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /**
   * A feed as it stands.
   *
   * @param release whose advisories are taken, as the format names it
   * @param uri where it is read again from; empty: it was given as a file
   * @param advisories how many were read the last time that it could be
   */
  public record Feed(
      long id,
      String name,
      AdvisoryFormat format,
      String release,
      Optional<String> uri,
      int advisories,
      Optional<Instant> loadedAt,
      Optional<Instant> checkedAt,
      Optional<String> error) {}

  /** All feeds, by name. */
  public List<Feed> all(int projectId) {
    return sql.list(SELECT + " order by name", AdvisoryFeeds::feed, projectId);
  }

  /** Those with an address that nobody asked for a while. */
  public List<Feed> due(int projectId, Duration age) {
    return sql.list(
        SELECT + " and uri is not null and coalesce(last_checked_at, '1970-01-01') < ?",
        AdvisoryFeeds::feed,
        projectId,
        clock.instant().minus(age));
  }

  /** The feed with the name, if there is one. */
  public Optional<Feed> find(int projectId, String name) {
    return sql.first(SELECT + " and name = ?", AdvisoryFeeds::feed, projectId, name);
  }

  /**
   * The feed with the name.
   *
   * @throws NotFound if the project has none
   */
  public Feed feed(int projectId, String name) {
    return find(projectId, name)
        .orElseThrow(() -> new NotFound("cannot find advisory feed \"" + name + "\""));
  }

  /** Keeps a new feed, which nobody read yet. */
  public void add(
      int projectId,
      String name,
      AdvisoryFormat format,
      String release,
      Optional<String> uri,
      String by) {
    sql.insert(
        "insert into advisory_feed (project_id, name, format, release_name, uri, added_by)"
            + " values (?, ?, ?, ?, ?, ?)",
        projectId,
        name,
        format,
        release,
        uri,
        by);
  }

  /** Forgets a feed and all that it said. */
  public void remove(Feed feed) {
    sql.update("delete from patch_advisory where feed_id = ?", feed.id());
    sql.update("delete from advisory where feed_id = ?", feed.id());
    sql.update("delete from advisory_feed where id = ?", feed.id());
  }

  /** Puts what was read in the place of what the feed said before. */
  public void load(int projectId, Feed feed, Collection<Advisory> read) {
    sql.update("delete from advisory where feed_id = ?", feed.id());
    sql.batch(
        "insert ignore into advisory (feed_id, source_name, name, fixed_version, severity, summary)"
            + " values (?, ?, ?, ?, ?, ?)",
        read.stream()
            .map(
                one ->
                    new @Nullable Object[] {
                      feed.id(),
                      one.source(),
                      one.name(),
                      one.fixed().toString(),
                      one.severity(),
                      one.summary()
                    })
            .toList());
    sql.update(
        "update advisory_feed set advisories = (select count(*) from advisory where feed_id = ?),"
            + " loaded_at = ?, last_checked_at = ?, last_error = null where id = ?",
        feed.id(),
        clock.instant(),
        clock.instant(),
        feed.id());
    match(projectId);
  }

  /** Notes that a feed could not be read; what it said before still holds. */
  public void failed(Feed feed, String message) {
    sql.update(
        "update advisory_feed set last_checked_at = ?, last_error = ? where id = ?",
        clock.instant(),
        message.length() <= 2000 ? message : message.substring(0, 1999) + "…",
        feed.id());
  }

  private record Match(
      long patchId, DebVersion older, DebVersion newer, long feedId, Advisory advisory) {
    boolean mended() {
      return advisory.mendedBetween(older, newer);
    }
  }

  /** Finds anew which patches mend what the feeds of the project name. */
  public void match(int projectId) {
    sql.update(
        "delete a from patch_advisory a join advisory_feed f on f.id = a.feed_id"
            + " where f.project_id = ?",
        projectId);
    Map<List<Object>, @Nullable Object[]> rows = new LinkedHashMap<>();
    sql
        .list(
            "select p.id, p.source_name, p.old_source_version, p.new_source_version, a.feed_id,"
                + " a.name, a.fixed_version, a.severity, a.summary from patch p join advisory a on"
                + " a.source_name = p.source_name join advisory_feed f on f.id = a.feed_id and"
                + " f.project_id = p.project_id where p.project_id = ? order by p.id, a.feed_id,"
                + " a.name",
            AdvisoryFeeds::match,
            projectId)
        .stream()
        .filter(Match::mended)
        .forEach(
            m ->
                rows.put(
                    List.of(m.patchId(), m.feedId(), m.advisory().name()),
                    new @Nullable Object[] {
                      m.patchId(),
                      m.advisory().name(),
                      m.feedId(),
                      m.advisory().severity(),
                      m.advisory().summary()
                    }));
    sql.batch(
        "insert into patch_advisory (patch_id, name, feed_id, severity, summary)"
            + " values (?, ?, ?, ?, ?)",
        new ArrayList<>(rows.values()));
  }

  private static Match match(Row row) throws SQLException {
    return new Match(
        row.number("id"),
        DebVersion.parse(row.text("old_source_version")),
        DebVersion.parse(row.text("new_source_version")),
        row.number("feed_id"),
        new Advisory(
            row.text("name"),
            row.text("source_name"),
            DebVersion.parse(row.text("fixed_version")),
            row.word("severity", Severity.class),
            row.text("summary")));
  }

  private static Feed feed(Row row) throws SQLException {
    return new Feed(
        row.number("id"),
        row.text("name"),
        row.word("format", AdvisoryFormat.class),
        row.text("release_name"),
        row.optionalText("uri"),
        row.integer("advisories"),
        row.optionalInstant("loaded_at"),
        row.optionalInstant("last_checked_at"),
        row.optionalText("last_error"));
  }
}
