package org.whittle.patches;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.net.URI;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.advisory.Changelog;
import org.whittle.advisory.Severity;
import org.whittle.advisory.Urgency;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.format.PackageId;
import org.whittle.format.deb.DebVersion;
import org.whittle.source.PackageRequest;

/** Keeps what the changelogs of patches say; each is read once. */
@ApplicationScoped
@Transactional
public class PatchChangelogs {
  private static final int MOST_TEXT = 1 << 20;

  @Inject private Sql sql;
  @Inject private Clock clock;

  /** A patch whose changelog nobody read yet, and a package of it that the library would use. */
  public record Unread(
      long patchId, DebVersion older, DebVersion newer, PackageRequest replacement) {}

  /**
   * What a patch's changelog says.
   *
   * @param urgency the highest that was said; empty if none was
   * @param whole whether it reaches back to the version that the patch replaces
   * @param text the entries as they stand
   */
  public record Said(Optional<Urgency> urgency, boolean whole, String text, Instant readAt) {}

  /** Patches of packages that newest versions contain, each with all its packages there. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public List<Unread> unread(int projectId) {
    return sql.list(
        "select distinct p.id, p.old_source_version, p.new_source_version, n.id as new_id, n.name,"
            + " n.version, n.architecture, n.sha256, n.filename, n.size, s.uri from patch p"
            + " join source s on s.id = p.source_id"
            + " join patch_binary b on b.patch_id = p.id"
            + " join composition_line l on l.package_version_id = b.old_version_id"
            + " join image_version v on v.id = l.image_version_id"
            + " join image i on i.id = v.image_id and i.newest_version = v.number"
            + " join package_version n on n.id = b.new_version_id"
            + " left join patch_changelog c on c.patch_id = p.id"
            + " where p.project_id = ? and p.state <> 'SUPERSEDED' and c.patch_id is null"
            + " order by p.id, n.id",
        PatchChangelogs::unread,
        projectId);
  }

  /** Keeps what the changelog of a patch says, and the vulnerabilities that it names. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public void keep(long patchId, Changelog.Changes changes) {
    StringBuilder text = new StringBuilder();
    changes
        .entries()
        .forEach(
            entry ->
                text.append(entry.source())
                    .append(" (")
                    .append(entry.version())
                    .append(")\n\n")
                    .append(entry.text())
                    .append("\n\n"));
    int kept =
        sql.update(
            "insert ignore into patch_changelog (patch_id, urgency, whole, text, read_at)"
                + " values (?, ?, ?, ?, ?)",
            patchId,
            changes.urgency(),
            changes.whole(),
            text.substring(0, Math.min(text.length(), MOST_TEXT)).strip(),
            clock.instant());
    if (kept > 0) {
      sql.batch(
          "insert into patch_advisory (patch_id, name, severity, summary) values (?, ?, ?, '')",
          changes.vulnerabilities().stream()
              .map(name -> new @Nullable Object[] {patchId, name, Severity.UNKNOWN})
              .toList());
    }
  }

  /** What the changelog of a patch says; empty while nobody could read it. */
  public Optional<Said> of(long patchId) {
    return sql.first(
        "select urgency, whole, text, read_at from patch_changelog where patch_id = ?",
        row ->
            new Said(
                row.optionalText("urgency").map(Urgency::valueOf),
                row.bool("whole"),
                row.text("text"),
                row.instant("read_at")),
        patchId);
  }

  private static Unread unread(Row row) throws SQLException {
    PackageId id = PackageId.of(row.text("name"), row.text("version"), row.text("architecture"));
    return new Unread(
        row.number("id"),
        DebVersion.parse(row.text("old_source_version")),
        DebVersion.parse(row.text("new_source_version")),
        new PackageRequest(
            URI.create(row.text("uri")),
            row.text("filename"),
            row.digest("sha256"),
            row.number("size"),
            id));
  }
}
