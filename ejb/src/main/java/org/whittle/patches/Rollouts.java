package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.persistence.EntityManager;
import jakarta.persistence.LockModeType;
import jakarta.persistence.PersistenceContext;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/** Finds and keeps rollouts and their lines; to be called inside a transaction. */
@ApplicationScoped
public class Rollouts {
  private static final String LINES =
      "select l.id, l.rollout_id, l.image_id, i.name, f.number as from_number, l.disposition,"
          + " l.reason, l.input_digest, l.carries, l.packages_changed, l.size_change_kib, l.state,"
          + " l.message, l.verdict, r.number as result_number, c.number as candidate_number from"
          + " rollout_line l join image i on i.id = l.image_id join image_version f on f.id ="
          + " l.from_version_id left join image_version r on r.id = l.result_version_id left join"
          + " image_version c on c.id = l.candidate_version_id where ";

  @PersistenceContext private EntityManager entities;
  @Inject private Sql sql;
  @Inject private Clock clock;

  /**
   * Keeps a new rollout with its patches and the lines of its plan.
   *
   * @param basis all patches that the plan was made with, those approved before included
   */
  public void add(Rollout rollout, Plan plan, Collection<Long> patches, Collection<Long> basis) {
    entities.persist(rollout);
    entities.flush();
    sql.batch(
        "insert into rollout_patch (rollout_id, patch_id) values (?, ?)",
        patches.stream().map(patch -> new @Nullable Object[] {rollout.id(), patch}).toList());
    sql.batch(
        "insert into rollout_basis (rollout_id, patch_id) values (?, ?)",
        basis.stream().map(patch -> new @Nullable Object[] {rollout.id(), patch}).toList());
    sql.batch(
        "insert into rollout_line (project_id, rollout_id, image_id, from_version_id, blueprint_id,"
            + " disposition, reason, input_digest, carries, packages_changed, size_change_kib,"
            + " state) values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        plan.lines().stream().map(line -> row(rollout, line)).toList());
  }

  private static @Nullable Object[] row(Rollout rollout, PlannedLine line) {
    return new @Nullable Object[] {
      rollout.projectId(),
      rollout.id(),
      line.imageId(),
      line.fromVersionId(),
      line.blueprintId(),
      line.disposition(),
      line.reason(),
      line.input(),
      RolloutCauses.text(line.carries()),
      line.packagesChanged(),
      line.sizeChangeKib(),
      line.disposition() == Disposition.REBUILD ? LineState.PLANNED : LineState.SKIPPED
    };
  }

  /**
   * The rollout with the number.
   *
   * @throws NotFound if the project has none
   */
  public Rollout rollout(int projectId, long id) {
    return of(projectId, id, entities.find(Rollout.class, id));
  }

  /**
   * The rollout with the number, which nobody else changes or decides on until the transaction
   * ends.
   *
   * @throws NotFound if the project has none
   */
  public Rollout locked(int projectId, long id) {
    return of(projectId, id, entities.find(Rollout.class, id, LockModeType.PESSIMISTIC_WRITE));
  }

  private static Rollout of(int projectId, long id, @Nullable Rollout rollout) {
    if (rollout == null || rollout.projectId() != projectId) {
      throw new NotFound("cannot find rollout " + id);
    }
    return rollout;
  }

  /** The rollouts of a project that the night job has to run, oldest first. */
  public List<Rollout> due(int projectId) {
    return entities
        .createQuery(
            "select r from Rollout r where r.projectId = :project and r.state in :states order by"
                + " r.id",
            Rollout.class)
        .setParameter("project", projectId)
        .setParameter(
            "states", List.of(RolloutState.APPROVED, RolloutState.SCHEDULED, RolloutState.RUNNING))
        .getResultList();
  }

  /** The rollouts of a project that have awaited approval since before a moment, oldest first. */
  public List<Rollout> awaiting(int projectId, Instant since) {
    return entities
        .createQuery(
            "select r from Rollout r where r.projectId = :project and r.state = :awaiting"
                + " and r.requestedAt < :since order by r.id",
            Rollout.class)
        .setParameter("project", projectId)
        .setParameter("awaiting", RolloutState.AWAITING_APPROVAL)
        .setParameter("since", since)
        .getResultList();
  }

  /** The rollouts that are to rebuild an image and have not yet, oldest first. */
  public List<Rollout> waitingFor(int projectId, long imageId) {
    return sql
        .list(
            "select r.id from rollout r join rollout_line l on l.rollout_id = r.id"
                + " where r.project_id = ? and l.image_id = ? and l.state = 'PLANNED'"
                + " and r.state in ('AWAITING_APPROVAL', 'APPROVED',"
                + " 'SCHEDULED', 'RUNNING') order by r.id",
            row -> row.number("id"),
            projectId,
            imageId)
        .stream()
        .map(id -> rollout(projectId, id))
        .toList();
  }

  /** The lines of a rollout, exceptions first, then by image. */
  public List<RolloutLine> lines(long rolloutId) {
    return sql.list(
        LINES + "l.rollout_id = ? order by l.disposition = 'REBUILD', i.name",
        Rollouts::line,
        rolloutId);
  }

  /** Lines that are still to be built, of all rollouts that the night job has to run. */
  public List<Long> planned(int projectId) {
    return sql.list(
        "select l.id from rollout_line l join rollout r on r.id = l.rollout_id"
            + " where r.project_id = ? and r.state in ('APPROVED', 'SCHEDULED', 'RUNNING')"
            + " and l.state = 'PLANNED' order by r.id, l.id",
        row -> row.number("id"),
        projectId);
  }

  /** A line that is to be built, now or when it may be tried again. */
  public record Next(long lineId, Optional<Instant> notBefore) {}

  /** The next line of a lane: the first that may be tried, else the one that waits shortest. */
  public Optional<Next> next(int projectId, int lane) {
    return sql.first(
        "select l.id, l.not_before from rollout_line l join rollout r on r.id = l.rollout_id"
            + " where r.project_id = ? and r.state in ('APPROVED', 'SCHEDULED', 'RUNNING')"
            + " and l.state = 'PLANNED' and l.lane = ?"
            + " order by coalesce(l.not_before > ?, false), l.not_before, r.id, l.id limit 1",
        row -> new Next(row.number("id"), row.optionalInstant("not_before")),
        projectId,
        lane,
        clock.instant());
  }

  /** Deals all lines that are still to be built to lanes; gives how many lines there are. */
  public int deal(int projectId, int lanes) {
    List<Lanes.Load> loads =
        sql.list(
            "select l.id, coalesce(f.value, i.name) as family, v.duration_ms from rollout_line l"
                + " join rollout r on r.id = l.rollout_id join image i on i.id = l.image_id"
                + " join image_version v on v.id = l.from_version_id"
                + " left join image_label f on f.image_id = i.id and f.name = 'family'"
                + " where r.project_id = ? and r.state in ('APPROVED', 'SCHEDULED', 'RUNNING')"
                + " and l.state = 'PLANNED'",
            row -> new Lanes.Load(row.number("id"), row.text("family"), row.number("duration_ms")),
            projectId);
    sql.batch(
        "update rollout_line set lane = ? where id = ?",
        Lanes.deal(loads, lanes).entrySet().stream()
            .map(dealt -> new @Nullable Object[] {dealt.getValue(), dealt.getKey()})
            .toList());
    return loads.size();
  }

  /** Notes that a line may be tried again later; it stays planned. */
  public void retry(long lineId, Instant notBefore, String message) {
    sql.update(
        "update rollout_line set attempts = attempts + 1, not_before = ?, message = ?,"
            + " version = version + 1 where id = ? and state = 'PLANNED'",
        notBefore,
        message.length() <= 2000 ? message : message.substring(0, 1999) + "…",
        lineId);
  }

  /** How often a line was tried in vain. */
  public int attempts(long lineId) {
    return (int) sql.number("select attempts from rollout_line where id = ?", lineId);
  }

  /** How many versions rollouts gave an image since a moment. */
  public int rebuilds(long imageId, Instant since) {
    return (int)
        sql.number(
            "select count(*) from image_version where image_id = ? and rollout_id is not null"
                + " and created_at > ?",
            imageId,
            since);
  }

  /**
   * One line.
   *
   * @throws NotFound if there is none with the number
   */
  public RolloutLine line(long lineId) {
    return sql.first(LINES + "l.id = ?", Rollouts::line, lineId)
        .orElseThrow(() -> new NotFound("cannot find rollout line " + lineId));
  }

  /** Notes what became of a line; a line that has ended stays as it ended. */
  public void end(long lineId, LineState state, String message, @Nullable Long resultVersionId) {
    sql.update(
        "update rollout_line set state = ?, message = ?, result_version_id = ?, ended_at = ?,"
            + " version = version + 1 where id = ? and state = 'PLANNED'",
        state,
        message.length() <= 2000 ? message : message.substring(0, 1999) + "…",
        resultVersionId,
        clock.instant(),
        lineId);
  }

  /** The labels of each image that a rollout rebuilds; an image without labels has none. */
  public Collection<Map<String, String>> labels(long rolloutId) {
    Map<Long, Map<String, String>> labels = new TreeMap<>();
    sql.list(
            "select r.image_id, l.name, l.value from rollout_line r"
                + " left join image_label l on l.image_id = r.image_id"
                + " where r.rollout_id = ? and r.disposition = 'REBUILD'",
            row ->
                new Label(
                    row.number("image_id"), row.optionalText("name"), row.optionalText("value")),
            rolloutId)
        .forEach(
            label -> {
              Map<String, String> own =
                  labels.computeIfAbsent(label.imageId(), id -> new TreeMap<>());
              label.name().ifPresent(name -> own.put(name, label.value().orElse("")));
            });
    return labels.values();
  }

  private record Label(long imageId, Optional<String> name, Optional<String> value) {}

  /** The patches of a rollout. */
  public List<Long> patches(long rolloutId) {
    return sql.list(
        "select patch_id from rollout_patch where rollout_id = ? order by patch_id",
        row -> row.number("patch_id"),
        rolloutId);
  }

  /** All patches that the plan of a rollout was made with. */
  public List<Long> basis(long rolloutId) {
    return sql.list(
        "select patch_id from rollout_basis where rollout_id = ? order by patch_id",
        row -> row.number("patch_id"),
        rolloutId);
  }

  /** Patches that the plan of a rollout was made with and its baseline does not have any more. */
  public List<String> withdrawn(long rolloutId) {
    return sql.list(
        "select p.source_name, p.new_source_version from rollout_basis b"
            + " join rollout r on r.id = b.rollout_id join patch p on p.id = b.patch_id"
            + " left join baseline_patch a on a.baseline_id = r.baseline_id"
            + "   and a.patch_id = b.patch_id"
            + " where b.rollout_id = ? and a.patch_id is null order by p.source_name, p.id",
        row -> row.text("source_name") + " " + row.text("new_source_version"),
        rolloutId);
  }

  /** Lets the rollout's baseline draw from its patches from now on. */
  public void apply(Rollout rollout) {
    sql.update(
        "insert ignore into baseline_patch (baseline_id, patch_id, applied_at, rollout_id)"
            + " select ?, patch_id, ?, rollout_id from rollout_patch where rollout_id = ?",
        rollout.baselineId(),
        clock.instant(),
        rollout.id());
    setPatches(rollout, PatchState.APPLIED);
  }

  /** Sets the state of all patches of a rollout. */
  public void setPatches(Rollout rollout, PatchState state) {
    sql.update(
        "update patch set state = ?, version = version + 1 where id in"
            + " (select patch_id from rollout_patch where rollout_id = ?)",
        state,
        rollout.id());
  }

  private static RolloutLine line(Row row) throws SQLException {
    return new RolloutLine(
        row.number("id"),
        row.number("rollout_id"),
        row.number("image_id"),
        row.text("name"),
        row.integer("from_number"),
        row.word("disposition", Disposition.class),
        row.text("reason"),
        row.optionalDigest("input_digest"),
        RolloutCauses.of(row.text("carries")),
        row.integer("packages_changed"),
        row.number("size_change_kib"),
        row.word("state", LineState.class),
        row.text("message"),
        row.optionalInteger("result_number"),
        row.word("verdict", CandidateVerdict.class),
        row.optionalInteger("candidate_number"));
  }
}
