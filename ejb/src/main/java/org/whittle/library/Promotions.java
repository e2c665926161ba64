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
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;

/** Keeps the wishes to promote versions; to be called inside a transaction. */
@ApplicationScoped
public class Promotions {
  private static final String SELECT =
      "select p.id, p.image_id, i.name, p.channel, f.number as from_number, t.number as to_number,"
          + " p.to_version_id, p.subject_digest, p.state, p.requested_by, p.requested_at,"
          + " p.comment, p.ended_at, p.reason from promotion p join image i on i.id = p.image_id"
          + " left join image_version f on f.id = p.from_version_id"
          + " join image_version t on t.id = p.to_version_id where p.project_id = ?";

  private static final String WANTED = " and (? = '' or p.state = ?) and (? = 0 or p.image_id = ?)";

  @Inject private Channels channels;
  @Inject private Sql sql;
  @Inject private Clock clock;

  /**
   * Keeps the wish to point a channel of an image to a version; gives its number.
   *
   * @throws Conflict if another one for the channel waits, or it points there already
   */
  public long ask(
      Image image, String channel, Versions.ImageVersion version, String by, String comment) {
    if (comment.length() > 2000) {
      throw new InvalidInput("cannot ask for a promotion: the comment is over 2,000 characters");
    }
    lock(image.id());
    Optional<Channels.Place> from = channels.at(image.id(), channel);
    if (from.filter(place -> place.versionId() == version.id()).isPresent()) {
      throw new Conflict(
          "cannot promote " + image.name() + ": " + channel + " is version " + version.number());
    }
    waiting(image.projectId(), image.id(), channel)
        .ifPresent(
            waiting -> {
              throw new Conflict(
                  "cannot promote "
                      + image.name()
                      + ": promotion "
                      + waiting.id()
                      + " to "
                      + channel
                      + " waits for a decision",
                  "Have it decided first",
                  null);
            });
    return sql.insert(
        "insert into promotion (project_id, image_id, channel, from_version_id, to_version_id,"
            + " subject_digest, state, requested_by, requested_at, comment)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        image.projectId(),
        image.id(),
        channel,
        from.map(Channels.Place::versionId),
        version.id(),
        Promotion.subject(image.name(), channel, from, version),
        PromotionState.AWAITING_APPROVAL,
        by,
        clock.instant(),
        comment.strip());
  }

  /** Lets nobody else ask, decide or move a channel of the image until the transaction ends. */
  public void lock(long imageId) {
    sql.number("select id from image where id = ? for update", imageId);
  }

  /**
   * One promotion.
   *
   * @throws NotFound if the project has none with the number
   */
  public Promotion promotion(int projectId, long id) {
    return sql.first(SELECT + " and p.id = ?", Promotions::promotion, projectId, id)
        .orElseThrow(() -> new NotFound("cannot find promotion " + id));
  }

  private Optional<Promotion> waiting(int projectId, long imageId, String channel) {
    return sql.first(
        SELECT + " and p.image_id = ? and p.channel = ? and p.state = ?",
        Promotions::promotion,
        projectId,
        imageId,
        channel,
        PromotionState.AWAITING_APPROVAL);
  }

  /** Promotions of a state and of an image, newest first; an image number of 0 is any. */
  public List<Promotion> find(
      int projectId, Optional<PromotionState> state, long imageId, int first, int size) {
    String word = state.map(Enum::name).orElse("");
    return sql.list(
        SELECT + WANTED + " order by p.id desc limit ? offset ?",
        Promotions::promotion,
        projectId,
        word,
        word,
        imageId,
        imageId,
        size,
        first);
  }

  /** Those that wish to point a channel to, or away from, one of these versions; oldest first. */
  public List<Promotion> about(int projectId, Collection<Long> versions) {
    List<Object> parameters = new ArrayList<>(List.of(projectId));
    parameters.addAll(versions);
    parameters.addAll(versions);
    String these = "(" + Sql.placeholders(versions) + ")";
    return versions.isEmpty()
        ? List.of()
        : sql.list(
            SELECT
                + " and (p.to_version_id in "
                + these
                + " or p.from_version_id in "
                + these
                + ") order by p.id",
            Promotions::promotion,
            parameters.toArray());
  }

  /** How many there are. */
  public long count(int projectId, Optional<PromotionState> state, long imageId) {
    String word = state.map(Enum::name).orElse("");
    return sql.number(
        "select count(*) from promotion p where p.project_id = ?" + WANTED,
        projectId,
        word,
        word,
        imageId,
        imageId);
  }

  /** The patches whose packages the promotion brings in the place of older ones. */
  public List<Long> patches(Promotion promotion) {
    return sql.list(
        "select distinct b.patch_id from promotion p"
            + " join composition_line n on n.image_version_id = p.to_version_id"
            + " join patch_binary b on b.new_version_id = n.package_version_id"
            + " join composition_line o on o.image_version_id = p.from_version_id"
            + "   and o.package_version_id = b.old_version_id"
            + " where p.id = ? order by b.patch_id",
        row -> row.number("patch_id"),
        promotion.id());
  }

  /** Notes how a promotion that waited ended. */
  public void end(long id, PromotionState state) {
    sql.update(
        "update promotion set state = ?, ended_at = ? where id = ? and state = ?",
        state,
        clock.instant(),
        id,
        PromotionState.AWAITING_APPROVAL);
  }

  /** Those that wait are void once their channel points elsewhere; gives those that just became. */
  public List<Promotion> voidMoved(int projectId) {
    return sql
        .list(
            "select p.id, concat(p.channel, ' points to version ', coalesce(v.number, 'none'),"
                + "   ' since it was asked for; ask again') as reason from promotion p"
                + " left join channel c on c.image_id = p.image_id and c.name = p.channel"
                + " left join image_version v on v.id = c.image_version_id"
                + " where p.project_id = ? and p.state = 'AWAITING_APPROVAL'"
                + " and not (c.image_version_id <=> p.from_version_id) order by p.id",
            row -> new Moved(row.number("id"), row.text("reason")),
            projectId)
        .stream()
        .filter(this::isVoidNow)
        .map(moved -> promotion(projectId, moved.id()))
        .toList();
  }

  private record Moved(long id, String reason) {}

  /** Whether it became void by this, and by nobody else at the same time. */
  private boolean isVoidNow(Moved moved) {
    return sql.update(
            "update promotion set state = 'VOID', ended_at = ?, reason = ? where id = ?"
                + " and state = 'AWAITING_APPROVAL'",
            clock.instant(),
            moved.reason(),
            moved.id())
        == 1;
  }

  /** Those that wait since before a moment, oldest first. */
  public List<Promotion> awaiting(int projectId, Instant since) {
    return sql.list(
        SELECT + " and p.state = ? and p.requested_at < ? order by p.id",
        Promotions::promotion,
        projectId,
        PromotionState.AWAITING_APPROVAL,
        since);
  }

  private static Promotion promotion(Row row) throws SQLException {
    return new Promotion(
        row.number("id"),
        row.number("image_id"),
        row.text("name"),
        row.text("channel"),
        row.optionalInteger("from_number"),
        row.integer("to_number"),
        row.number("to_version_id"),
        row.digest("subject_digest"),
        row.word("state", PromotionState.class),
        row.text("requested_by"),
        row.instant("requested_at"),
        row.text("comment"),
        row.optionalInstant("ended_at"),
        row.text("reason"));
  }
}
