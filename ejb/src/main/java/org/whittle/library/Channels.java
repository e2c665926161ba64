package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.whittle.database.Row;
import org.whittle.database.Sql;

/** Channels: named pointers of an image to one of its versions; moved, never copied. */
@ApplicationScoped
public class Channels {
  /** The channel that follows every version that passed. */
  public static final String DEV = "dev";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /** Where a channel points. */
  public record Pointer(String name, int version, Instant movedAt, String movedBy) {}

  /** The channels of an image, by name. */
  public List<Pointer> of(long imageId) {
    return sql.list(
        "select c.name, v.number, c.moved_at, c.moved_by from channel c"
            + " join image_version v on v.id = c.image_version_id"
            + " where c.image_id = ? order by c.name",
        Channels::pointer,
        imageId);
  }

  /** Points a channel of an image to a version of it, in one statement. */
  public void move(int projectId, long imageId, String channel, long versionId, String by) {
    sql.update(
        "insert into channel (project_id, image_id, name, image_version_id, moved_at, moved_by)"
            + " values (?, ?, ?, ?, ?, ?) on duplicate key update"
            + " image_version_id = values(image_version_id), moved_at = values(moved_at),"
            + " moved_by = values(moved_by), version = version + 1",
        projectId,
        imageId,
        channel,
        versionId,
        clock.instant(),
        by);
  }

  private static Pointer pointer(Row row) throws SQLException {
    return new Pointer(
        row.text("name"), row.integer("number"), row.instant("moved_at"), row.text("moved_by"));
  }
}
