package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.Severity;
import org.whittle.advisory.Urgency;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.NotFound;

/** Reads patches and, by set SQL, what they touch. */
@ApplicationScoped
public class Patches {
  /** Newest versions that contain an older binary of a patch, a row for each such package. */
  private static final String TOUCHED =
      " from patch_binary b join composition_line l on l.package_version_id = b.old_version_id"
          + " join image_version v on v.id = l.image_version_id"
          + " join image i on i.id = v.image_id and i.newest_version = v.number"
          + " join package_version o on o.id = b.old_version_id"
          + " left join refused_version h on h.package_version_id = b.new_version_id"
          + "   and h.image_id = i.id"
          + " left join patch_impact f on f.patch_id = b.patch_id and f.image_version_id = v.id";

  private static final String FACTS =
      "select p.id, p.source_name, p.old_source_version, p.new_source_version, s.suite,"
          + " p.first_seen_at, p.state, p.superseded_by,"
          + " (select count(distinct new_version_id) from patch_binary where patch_id = p.id)"
          + "   as binaries,"
          + " coalesce(t.affected, 0) as affected, coalesce(t.by_file, 0) as by_file,"
          + " coalesce(t.unknown_file, 0) as unknown_file, coalesce(t.held, 0) as held,"
          + " coalesce(a.advisories, 0) as advisories, coalesce(a.severity, 0) as severity,"
          + " c.urgency, coalesce(c.whole, false) as told"
          + " from patch p join source s on s.id = p.source_id"
          + " left join patch_changelog c on c.patch_id = p.id"
          + " left join (select patch_id, count(distinct name) as advisories, max("
          + Severities.RANK
          + ") as severity from patch_advisory group by patch_id) a on a.patch_id = p.id"
          + " left join (select b.patch_id, count(distinct i.id) as affected,"
          + "   count(distinct if(f.by_file = 'AFFECTED', i.id, null)) as by_file,"
          + "   count(distinct if(coalesce(f.by_file, 'UNKNOWN') = 'UNKNOWN', i.id, null))"
          + "     as unknown_file,"
          + "   count(distinct if(h.hold_id is not null, i.id, null)) as held"
          + TOUCHED;

  /** Ends what {@link #FACTS} begins, for all patches or for some of them. */
  private static final String OF_PROJECT =
      " group by b.patch_id) t on t.patch_id = p.id where p.project_id = ?";

  private static final String WANTED =
      " and (? = '' or p.state = ?) and (? = '' or locate(?, p.source_name) > 0"
          + " or exists (select 1 from patch_binary c join package_version n"
          + "   on n.id = c.new_version_id where c.patch_id = p.id and locate(?, n.name) > 0)"
          + " or exists (select 1 from patch_advisory m where m.patch_id = p.id"
          + "   and lower(m.name) = ?))";

  @Inject private Sql sql;

  /**
   * A patch, how many images it touches, and what is known of what it mends.
   *
   * @param advisories how many vulnerabilities it is known to mend
   * @param severity of the gravest of them
   * @param urgency what its changelog says; empty if it says none, or was not read
   * @param told whether its changelog was read back to the version that it replaces
   */
  public record Patch(
      long id,
      String sourceName,
      String oldVersion,
      String newVersion,
      String suite,
      Instant firstSeenAt,
      PatchState state,
      OptionalLong supersededBy,
      int binaries,
      int affected,
      int affectedByFile,
      int unknownByFile,
      int held,
      int advisories,
      Severity severity,
      Optional<Urgency> urgency,
      boolean told) {}

  /** A binary package of a patch; the size is the change of the installed size. */
  public record Binary(
      String name, String architecture, String oldVersion, String newVersion, long sizeChangeKib) {}

  /** An image that a patch touches, and with which packages. */
  public record Touched(
      long imageId,
      String image,
      int version,
      String packages,
      Impact byFile,
      int filesChanged,
      String reason,
      Optional<String> heldBecause) {}

  /** Patches, the gravest first, then those that affect most images. */
  public List<Patch> find(
      int projectId,
      String text,
      Optional<PatchState> state,
      boolean affectingOnly,
      int first,
      int size) {
    String word = state.map(Enum::name).orElse("");
    return sql.list(
        FACTS
            + OF_PROJECT
            + WANTED
            + (affectingOnly ? " and t.affected > 0" : "")
            + " order by severity desc, affected desc, p.source_name, p.id limit ? offset ?",
        Patches::patch,
        projectId,
        word,
        word,
        text,
        text,
        text,
        text,
        size,
        first);
  }

  /** How many patches there are of that kind. */
  public long count(int projectId, String text, Optional<PatchState> state, boolean affectingOnly) {
    String word = state.map(Enum::name).orElse("");
    return sql.number(
        "select count(*) from patch p where p.project_id = ?"
            + WANTED
            + (affectingOnly
                ? " and exists (select 1" + TOUCHED + " where b.patch_id = p.id)"
                : ""),
        projectId,
        word,
        word,
        text,
        text,
        text,
        text);
  }

  /**
   * One patch.
   *
   * @throws NotFound if the project has none
   */
  public Patch patch(int projectId, long id) {
    return all(projectId, List.of(id)).stream()
        .findFirst()
        .orElseThrow(() -> new NotFound("cannot find patch " + id));
  }

  /** Those of the numbers that are patches of the project. */
  public List<Patch> all(int projectId, Collection<Long> ids) {
    String some = Sql.placeholders(ids);
    List<@Nullable Object> parameters = new ArrayList<>(ids);
    parameters.add(projectId);
    parameters.addAll(ids);
    return sql.list(
        FACTS
            + (" where b.patch_id in (" + some + ")")
            + OF_PROJECT
            + (" and p.id in (" + some + ") order by p.source_name, p.id"),
        Patches::patch,
        parameters.toArray());
  }

  /** The binary packages of a patch, by name; each against what the sources had before. */
  public List<Binary> binaries(long patchId) {
    return sql.list(
        "select n.name, n.architecture, max(o.version) as old_version, n.version as new_version,"
            + " n.installed_kib - max(o.installed_kib) as size_change from patch_binary b"
            + " join package_version n on n.id = b.new_version_id"
            + " join package_version o on o.id = b.old_version_id"
            + " where b.patch_id = ? group by n.id order by n.name, n.architecture",
        row ->
            new Binary(
                row.text("name"),
                row.text("architecture"),
                row.text("old_version"),
                row.text("new_version"),
                row.number("size_change")),
        patchId);
  }

  /** Images whose newest version contains an older binary of one of the patches, by name. */
  public List<Touched> touched(int projectId, Collection<Long> patchIds, int first, int size) {
    @Nullable Object[] parameters = new @Nullable Object[patchIds.size() + 3];
    int at = 0;
    parameters[at++] = projectId;
    for (Long id : patchIds) {
      parameters[at++] = id;
    }
    parameters[at++] = size;
    parameters[at] = first;
    return sql.list(
        "select i.id, i.name, v.number,"
            + " group_concat(distinct concat(o.name, ' ', o.version) order by o.name"
            + "   separator ', ') as packages,"
            + " min(coalesce(f.by_file, 'UNKNOWN')) as by_file,"
            + " max(coalesce(f.by_file, 'UNKNOWN')) as by_file_max,"
            + " coalesce(sum(distinct f.files_changed), 0) as files_changed,"
            + " max(f.reason) as reason, group_concat(distinct concat(h.package_name, ': ',"
            + "   h.reason) order by h.hold_id separator '; ') as held"
            + TOUCHED
            + " where i.project_id = ? and b.patch_id in ("
            + Sql.placeholders(patchIds)
            + ") group by i.id order by i.name limit ? offset ?",
        Patches::touched,
        parameters);
  }

  /** The newest rollout that carries a patch and was proposed. */
  public OptionalLong rollout(long patchId) {
    return sql.first(
            "select max(p.rollout_id) as id from rollout_patch p join rollout r on r.id ="
                + " p.rollout_id where p.patch_id = ? and (r.approved or r.state in"
                + " ('AWAITING_APPROVAL', 'REJECTED'))",
            row -> row.optionalNumber("id"),
            patchId)
        .orElse(OptionalLong.empty());
  }

  private static Touched touched(Row row) throws SQLException {
    Impact impact = row.word("by_file", Impact.class);
    if (row.text("by_file_max").equals(Impact.UNKNOWN.name()) && impact != Impact.AFFECTED) {
      impact = Impact.UNKNOWN;
    }
    return new Touched(
        row.number("id"),
        row.text("name"),
        row.integer("number"),
        row.text("packages"),
        impact,
        row.integer("files_changed"),
        row.optionalText("reason").orElse("the new packages are not unpacked yet"),
        row.optionalText("held"));
  }

  private static Patch patch(Row row) throws SQLException {
    return new Patch(
        row.number("id"),
        row.text("source_name"),
        row.text("old_source_version"),
        row.text("new_source_version"),
        row.text("suite"),
        row.instant("first_seen_at"),
        row.word("state", PatchState.class),
        row.optionalNumber("superseded_by"),
        row.integer("binaries"),
        row.integer("affected"),
        row.integer("by_file"),
        row.integer("unknown_file"),
        row.integer("held"),
        row.integer("advisories"),
        Severities.ranked(row.integer("severity")),
        row.optionalText("urgency").map(Urgency::valueOf),
        row.bool("told"));
  }
}
