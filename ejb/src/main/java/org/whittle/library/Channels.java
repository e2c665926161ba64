package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;

/** Channels: named pointers of an image to one of its versions; moved, never copied. */
@ApplicationScoped
public class Channels {
  /** The channel that follows every version that passed. */
  public static final String DEV = "dev";

  /** The channels that versions are promoted to. */
  public static final List<String> PROMOTED = List.of("test", "prod");

  @Inject private Sql sql;
  @Inject private Clock clock;

  /** Where a channel points. */
  public record Pointer(String name, int version, Instant movedAt, String movedBy) {}

  /** A version, by its row and by its number in the image. */
  public record Place(long versionId, int number) {}

  /** A channel of an image that is to go from one version to another. */
  public record Move(long imageId, String channel, Place from, Place to) {}

  /** The channels of an image, by name. */
  public List<Pointer> of(long imageId) {
    return sql.list(
        "select c.name, v.number, c.moved_at, c.moved_by from channel c"
            + " join image_version v on v.id = c.image_version_id"
            + " where c.image_id = ? order by c.name",
        Channels::pointer,
        imageId);
  }

  /**
   * Points a channel of an image to a version of it, and keeps where it pointed.
   *
   * @param rolloutId the rollout that moves it, if one does
   */
  public void move(
      int projectId,
      long imageId,
      String channel,
      long versionId,
      Optional<Long> rolloutId,
      String by) {
    Instant now = clock.instant();
    sql.update(
        "insert into channel_move (project_id, image_id, name, from_version_id, to_version_id,"
            + " rollout_id, moved_at, moved_by) values (?, ?, ?, (select image_version_id"
            + " from channel where image_id = ? and name = ?), ?, ?, ?, ?)",
        projectId,
        imageId,
        channel,
        imageId,
        channel,
        versionId,
        rolloutId,
        now,
        by);
    sql.update(
        "insert into channel (project_id, image_id, name, image_version_id, moved_at, moved_by)"
            + " values (?, ?, ?, ?, ?, ?) on duplicate key update"
            + " image_version_id = values(image_version_id), moved_at = values(moved_at),"
            + " moved_by = values(moved_by), version = version + 1",
        projectId,
        imageId,
        channel,
        versionId,
        now,
        by);
  }

  /** Moves many channels at once; each must point to where its move starts. */
  public void moveAll(int projectId, Collection<Move> moves, Optional<Long> rolloutId, String by) {
    Instant now = clock.instant();
    List<@Nullable Object[]> kept = new ArrayList<>();
    List<@Nullable Object[]> pointed = new ArrayList<>();
    for (Move move : moves) {
      long from = move.from().versionId();
      long to = move.to().versionId();
      kept.add(
          new @Nullable Object[] {
            projectId, move.imageId(), move.channel(), from, to, rolloutId, now, by
          });
      pointed.add(new @Nullable Object[] {to, now, by, move.imageId(), move.channel(), from});
    }
    sql.batch(
        "insert into channel_move (project_id, image_id, name, from_version_id, to_version_id,"
            + " rollout_id, moved_at, moved_by) values (?, ?, ?, ?, ?, ?, ?, ?)",
        kept);
    sql.batch(
        "update channel set image_version_id = ?, moved_at = ?, moved_by = ?, version = version + 1"
            + " where image_id = ? and name = ? and image_version_id = ?",
        pointed);
  }

  /** Where a channel of an image points; empty if there is no such channel. */
  public Optional<Place> at(long imageId, String channel) {
    return sql.first(
        "select v.id, v.number from channel c join image_version v on v.id = c.image_version_id"
            + " where c.image_id = ? and c.name = ?",
        row -> new Place(row.number("id"), row.integer("number")),
        imageId,
        channel);
  }

  /** The older version that a channel came from to where it points; empty if there is none. */
  public Optional<Place> before(long imageId, String channel) {
    return sql.first(
        "select b.id, b.number from channel c join image_version v on v.id = c.image_version_id"
            + " join channel_move m on m.image_id = c.image_id and m.name = c.name"
            + "   and m.to_version_id = c.image_version_id"
            + " join image_version b on b.id = m.from_version_id and b.number < v.number"
            + " where c.image_id = ? and c.name = ? order by m.id desc limit 1",
        row -> new Place(row.number("id"), row.integer("number")),
        imageId,
        channel);
  }

  /** The verified older version that a channel came from last; empty if there is none. */
  public Optional<Place> verifiedBefore(long imageId, String channel, int number) {
    return sql.first(
        "select b.id, b.number from channel_move m join image_version b on b.id = m.from_version_id"
            + " where m.image_id = ? and m.name = ? and b.number < ? and b.structure = 'PASSED'"
            + " and b.tests = 'PASSED' and b.misses in ('PASSED', 'REPORTED')"
            + " order by m.id desc limit 1",
        row -> new Place(row.number("id"), row.integer("number")),
        imageId,
        channel,
        number);
  }

  private static Pointer pointer(Row row) throws SQLException {
    return new Pointer(
        row.text("name"), row.integer("number"), row.instant("moved_at"), row.text("moved_by"));
  }
}
