package org.whittle.catalogue;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Sql;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.IndexReport;
import org.whittle.kernel.Progress;
import org.whittle.source.FetchedIndex;
import org.whittle.source.FetchedRelease;

/**
 * Makes a snapshot of a verified release: all of it in one transaction, or nothing.
 *
 * <p>Package versions are kept once; a source's offers are intervals of snapshot numbers, so that
 * an unchanged package costs nothing in the next snapshot.
 */
@ApplicationScoped
public class CatalogueImport {
  private static final int ROWS_AT_ONCE = 2000;
  private static final int LONGEST_SUMMARY = 400;
  private static final int MOST_PROBLEMS = 1000;

  @Inject private Sql sql;
  @Inject private Clock clock;

  /** The packages of an index as they were read. */
  public record ReadIndex(FetchedIndex index, List<IndexRecord> records, IndexReport report) {}

  /** Stores the snapshot; gives its number in the source. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public int store(
      int projectId,
      long sourceId,
      FetchedRelease release,
      List<ReadIndex> indices,
      Progress progress) {
    sql.number("select id from source where id = ? for update", sourceId);
    int number =
        1
            + (int)
                sql.number(
                    "select coalesce(max(number), 0) from snapshot where source_id = ?", sourceId);
    long snapshotId = insertSnapshot(projectId, sourceId, number, release, indices);
    loadIncoming(indices, progress);
    progress.report("catalogue", 0, 0);
    sql.update(
        "insert ignore into package_version (name, version, architecture, source_name,"
            + " source_version, section, priority, size, installed_kib, sha256, filename, summary)"
            + " select name, version, architecture, source_name, source_version, section, priority,"
            + " size, installed_kib, sha256, filename, summary from incoming");
    sql.update(
        "update incoming i join package_version p on p.name = i.name"
            + " and p.architecture = i.architecture and p.version = i.version"
            + " and p.sha256 = i.sha256 set i.package_version_id = p.id");
    sql.update(
        "update package_validity v left join incoming i"
            + " on i.package_version_id = v.package_version_id set v.last_number = ?"
            + " where v.source_id = ? and v.last_number is null and i.package_version_id is null",
        number - 1,
        sourceId);
    sql.update(
        "insert into package_validity (source_id, package_version_id, first_number)"
            + " select distinct ?, i.package_version_id, ? from incoming i"
            + " left join package_validity v on v.source_id = ?"
            + " and v.package_version_id = i.package_version_id and v.last_number is null"
            + " where v.package_version_id is null",
        sourceId,
        number,
        sourceId);
    sql.update("drop temporary table incoming");
    insertProblems(snapshotId, indices);
    return number;
  }

  private long insertSnapshot(
      int projectId, long sourceId, int number, FetchedRelease release, List<ReadIndex> indices) {
    long id =
        sql.insert(
            "insert into snapshot (project_id, source_id, number, release_digest, released_at,"
                + " valid_until, signed_by, signed_at, fetched_at, packages, skipped)"
                + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            projectId,
            sourceId,
            number,
            release.digest(),
            release.date(),
            release.validUntil(),
            release.signer(),
            release.signedAt(),
            clock.instant(),
            indices.stream().mapToInt(i -> i.records().size()).sum(),
            indices.stream().mapToInt(i -> i.report().problems().size()).sum());
    for (ReadIndex read : indices) {
      sql.update(
          "insert into snapshot_index (snapshot_id, component, architecture, digest, size)"
              + " values (?, ?, ?, ?, ?)",
          id,
          read.index().component(),
          read.index().architecture().value(),
          read.index().text(),
          read.index().size());
    }
    return id;
  }

  private void loadIncoming(List<ReadIndex> indices, Progress progress) {
    sql.update("drop temporary table if exists incoming");
    sql.update(
        "create temporary table incoming (package_version_id bigint, index (package_version_id))"
            + " as select name, version, architecture, source_name, source_version, section,"
            + " priority, size, installed_kib, sha256, filename, summary"
            + " from package_version limit 0");
    List<IndexRecord> records = indices.stream().flatMap(i -> i.records().stream()).toList();
    for (int from = 0; from < records.size(); from += ROWS_AT_ONCE) {
      int to = Math.min(from + ROWS_AT_ONCE, records.size());
      List<@Nullable Object[]> rows = new ArrayList<>(to - from);
      records.subList(from, to).forEach(record -> rows.add(row(record)));
      sql.batch(
          "insert into incoming (name, version, architecture, source_name, source_version, section,"
              + " priority, size, installed_kib, sha256, filename, summary)"
              + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
          rows);
      progress.report("catalogue", to, records.size());
    }
  }

  private static @Nullable Object[] row(IndexRecord record) {
    String summary = record.description();
    return new @Nullable Object[] {
      record.id().name().value(),
      record.id().version().value(),
      record.id().architecture().value(),
      record.source().value(),
      record.sourceVersion().value(),
      record.section(),
      record.priority(),
      record.size(),
      record.installedSizeKib(),
      record.sha256().bytes(),
      record.filename(),
      summary.length() <= LONGEST_SUMMARY ? summary : summary.substring(0, LONGEST_SUMMARY)
    };
  }

  private void insertProblems(long snapshotId, List<ReadIndex> indices) {
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (ReadIndex read : indices) {
      read.report().problems().stream()
          .limit(MOST_PROBLEMS)
          .forEach(
              problem ->
                  rows.add(
                      new @Nullable Object[] {
                        snapshotId, problem.line(), problem.field(), problem.message()
                      }));
    }
    sql.batch(
        "insert into snapshot_problem (snapshot_id, line, field, message) values (?, ?, ?, ?)",
        rows);
  }
}
