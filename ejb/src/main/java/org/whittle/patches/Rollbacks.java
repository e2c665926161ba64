package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.format.deb.DebVersion;
import org.whittle.library.Channels;
import org.whittle.library.Images;

/**
 * Takes rollouts back: pointers only, no version is removed. To be called inside a transaction,
 * which holds the images and channels until it ends.
 */
@ApplicationScoped
public class Rollbacks {
  private static final String BUILT =
      " from rollout_line l join image i on i.id = l.image_id"
          + " join image_version f on f.id = l.from_version_id"
          + " join image_version r on r.id = l.result_version_id"
          + " where l.rollout_id = ? and l.state in ('DONE', 'FAILED', 'PUBLISHED')"
          + " and l.result_version_id <> l.from_version_id and (? is null or l.image_id = ?)";

  @Inject private Sql sql;
  @Inject private Channels channels;
  @Inject private Images images;
  @Inject private Clock clock;

  /**
   * What was taken back of an image, for people.
   *
   * @param undone whether anything went back; if not, the text says why
   */
  public record Undone(long imageId, String image, boolean undone, String message) {}

  /** A package as an image had it before a rollout changed it. */
  public record Kept(String name, String version) {}

  /**
   * Takes back what a rollout gave: all of it, or one image.
   *
   * @return each line that gave a version, by image
   */
  public List<Undone> undo(int projectId, long rolloutId, Optional<Long> imageId, String by) {
    List<Retreat> retreats = retreats(rolloutId, imageId.orElse(null));
    List<Channels.Move> moves = new ArrayList<>();
    retreats.forEach(retreat -> moves.addAll(retreat.moves()));
    channels.moveAll(projectId, moves, Optional.of(rolloutId), by);
    images.goBack(
        retreats.stream()
            .filter(Retreat::imageReturns)
            .map(
                retreat ->
                    new Images.Return(
                        retreat.line().imageId(),
                        retreat.line().result().number(),
                        retreat.line().from().number()))
            .toList());
    note(retreats);
    return retreats.stream()
        .map(
            retreat ->
                new Undone(
                    retreat.line().imageId(),
                    retreat.line().image(),
                    retreat.undoes(),
                    retreat.message()))
        .toList();
  }

  private List<Retreat> retreats(long rolloutId, @Nullable Long imageId) {
    sql.list(
        "select i.id" + BUILT + " order by i.id for update",
        row -> row.number("id"),
        rolloutId,
        imageId,
        imageId);
    Map<Long, List<Retreat.Pointer>> pointers = new HashMap<>();
    for (Retreat.Pointer pointer : pointers(rolloutId, imageId)) {
      pointers.computeIfAbsent(pointer.imageId(), id -> new ArrayList<>()).add(pointer);
    }
    return sql
        .list(
            "select l.id, l.image_id, i.name, l.from_version_id, f.number as from_number,"
                + " l.result_version_id, r.number as result_number, i.newest_version, l.message"
                + BUILT
                + " order by i.name",
            Rollbacks::built,
            rolloutId,
            imageId,
            imageId)
        .stream()
        .map(line -> Retreat.of(line, pointers.getOrDefault(line.imageId(), List.of())))
        .toList();
  }

  private List<Retreat.Pointer> pointers(long rolloutId, @Nullable Long imageId) {
    return sql.list(
        "select c.image_id, c.name, m.from_version_id, b.number from rollout_line l"
            + " join channel c on c.image_id = l.image_id"
            + "   and c.image_version_id = l.result_version_id"
            + " join image_version r on r.id = l.result_version_id"
            + " left join channel_move m on m.id = (select max(k.id) from channel_move k"
            + "   join image_version o on o.id = k.from_version_id"
            + "   where k.image_id = c.image_id and k.name = c.name"
            + "   and k.to_version_id = c.image_version_id and o.number < r.number)"
            + " left join image_version b on b.id = m.from_version_id"
            + " where l.rollout_id = ? and (? is null or l.image_id = ?)"
            + " order by c.image_id, c.name for update",
        row ->
            new Retreat.Pointer(
                row.number("image_id"),
                row.text("name"),
                row.optionalNumber("from_version_id").isPresent()
                    ? Optional.of(
                        new Channels.Place(row.number("from_version_id"), row.integer("number")))
                    : Optional.empty()),
        rolloutId,
        imageId,
        imageId);
  }

  private void note(List<Retreat> retreats) {
    sql.batch(
        "update rollout_line set state = if(?, 'ROLLED_BACK', state), message = ?,"
            + " version = version + 1 where id = ?",
        retreats.stream()
            .map(
                retreat ->
                    new @Nullable Object[] {
                      retreat.undoes(), cut(retreat.message()), retreat.line().lineId()
                    })
            .toList());
  }

  /** Lines that were not built yet are not built any more. */
  public void voidPlanned(long rolloutId) {
    sql.update(
        "update rollout_line set state = 'VOID', ended_at = ?, version = version + 1,"
            + " message = 'the rollout was rolled back before it was built'"
            + " where rollout_id = ? and state = 'PLANNED'",
        clock.instant(),
        rolloutId);
  }

  /**
   * Takes the rollout's patches out of its baseline. They wait again, or are superseded where a
   * newer patch of the same source package is there by now.
   */
  public void unapply(Rollout rollout) {
    sql.update("delete from baseline_patch where rollout_id = ?", rollout.id());
    record Patch(long id, String source, DebVersion version) {}
    List<Patch> all =
        sql.list(
            "select p.id, p.source_name, p.new_source_version from patch p where p.project_id = ?"
                + " and p.source_name in (select o.source_name from patch o"
                + "   join rollout_patch r on r.patch_id = o.id where r.rollout_id = ?)",
            row ->
                new Patch(
                    row.number("id"),
                    row.text("source_name"),
                    DebVersion.parse(row.text("new_source_version"))),
            rollout.projectId(),
            rollout.id());
    List<Long> own =
        sql.list(
            "select patch_id from rollout_patch where rollout_id = ?",
            row -> row.number("patch_id"),
            rollout.id());
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (Patch patch : all) {
      if (own.contains(patch.id())) {
        Optional<Long> newer =
            all.stream()
                .filter(other -> other.source().equals(patch.source()))
                .filter(other -> other.version().compareTo(patch.version()) > 0)
                .max(Comparator.comparing(Patch::version))
                .map(Patch::id);
        PatchState state = newer.isPresent() ? PatchState.SUPERSEDED : PatchState.NEW;
        rows.add(new @Nullable Object[] {state, newer, patch.id()});
      }
    }
    sql.batch(
        "update patch set state = ?, superseded_by = ?, version = version + 1 where id = ?", rows);
  }

  /** The packages of the version before that a rollout's patches would replace. */
  public List<Kept> kept(long rolloutId, long imageId) {
    return sql.list(
        "select distinct o.name, o.version from rollout_line l"
            + " join rollout_patch p on p.rollout_id = l.rollout_id"
            + " join patch_binary b on b.patch_id = p.patch_id"
            + " join composition_line c on c.image_version_id = l.from_version_id"
            + "   and c.package_version_id = b.old_version_id"
            + " join package_version o on o.id = b.old_version_id"
            + " where l.rollout_id = ? and l.image_id = ? order by o.name, o.version",
        row -> new Kept(row.text("name"), row.text("version")),
        rolloutId,
        imageId);
  }

  private static Retreat.Built built(Row row) throws SQLException {
    return new Retreat.Built(
        row.number("id"),
        row.number("image_id"),
        row.text("name"),
        new Channels.Place(row.number("from_version_id"), row.integer("from_number")),
        new Channels.Place(row.number("result_version_id"), row.integer("result_number")),
        row.integer("newest_version"),
        row.text("message"));
  }

  private static String cut(String text) {
    return text.length() <= 2000 ? text : text.substring(0, 1999) + "…";
  }
}
