package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;

/** Keeps the versions of a project's rules, which never change; to be called in a transaction. */
@ApplicationScoped
public class RuleVersions {
  private static final String SELECT =
      "select id, number, digest, reason, created_at, created_by from rule_set_version"
          + " where project_id = ?";

  @Inject private Sql sql;
  @Inject private Clock clock;

  /**
   * A version of the rules.
   *
   * @param digest of the layers joined, as builds name it
   * @param reason why it was made
   */
  public record RuleVersion(
      long id, int number, Digest digest, String reason, Instant createdAt, String createdBy) {}

  /** A file of a version. */
  public record RuleText(RuleOrigin origin, String name, Digest digest, String text) {
    /** A file with its digest. */
    public static RuleText of(RuleOrigin origin, String name, String text) {
      return new RuleText(origin, name, Digest.of(text), text);
    }
  }

  /** Why, and by whom, a version is made. */
  public record Change(String reason, String by) {}

  /** The number of the version that builds obey; 0 while there is none. */
  public int head(int projectId) {
    return (int) sql.number("select number from rule_set_head where project_id = ?", projectId);
  }

  /** Versions, newest first. */
  public List<RuleVersion> page(int projectId, int first, int size) {
    return sql.list(
        SELECT + " order by number desc limit ? offset ?",
        RuleVersions::version,
        projectId,
        size,
        first);
  }

  /** How many versions there are. */
  public long count(int projectId) {
    return sql.number("select count(*) from rule_set_version where project_id = ?", projectId);
  }

  /** The version with the number, if there is one. */
  public Optional<RuleVersion> find(int projectId, int number) {
    return sql.first(SELECT + " and number = ?", RuleVersions::version, projectId, number);
  }

  /** The newest version with exactly these rules, if one is kept. */
  public Optional<RuleVersion> find(int projectId, Digest rules) {
    return sql.first(
        SELECT + " and digest = ? order by number desc limit 1",
        RuleVersions::version,
        projectId,
        rules);
  }

  /**
   * The version with the number.
   *
   * @throws NotFound if there is none
   */
  public RuleVersion version(int projectId, int number) {
    return find(projectId, number)
        .orElseThrow(() -> new NotFound("cannot find version " + number + " of the rules"));
  }

  /** The files of a version, the shipped ones first, by name. */
  public List<RuleText> files(RuleVersion version) {
    return sql.list(
        "select f.layer, f.name, t.digest, t.text from rule_set_file f"
            + " join rule_text t on t.digest = f.text_digest where f.rule_set_version_id = ?"
            + " order by f.layer desc, f.name",
        row ->
            new RuleText(
                row.word("layer", RuleOrigin.class),
                row.text("name"),
                row.digest("digest"),
                row.text("text")),
        version.id());
  }

  /**
   * Makes the next version, which builds obey from then on; gives its number.
   *
   * @param expected the number of the version that it follows
   * @throws Conflict if another version was made meanwhile
   */
  public int add(int projectId, int expected, Digest digest, List<RuleText> files, Change change) {
    int moved =
        sql.update(
            "update rule_set_head set number = number + 1 where project_id = ? and number = ?",
            projectId,
            expected);
    if (moved == 0) {
      throw new Conflict(
          "cannot save the rules: somebody else saved a version meanwhile",
          "Save again: what does not touch the same file is kept",
          null);
    }
    int number = expected + 1;
    long id =
        sql.insert(
            "insert into rule_set_version (project_id, number, digest, reason, created_at,"
                + " created_by) values (?, ?, ?, ?, ?, ?)",
            projectId,
            number,
            digest,
            change.reason(),
            clock.instant(),
            change.by());
    List<@Nullable Object[]> rows = new ArrayList<>();
    for (RuleText file : files) {
      sql.update(
          "insert ignore into rule_text (digest, text) values (?, ?)", file.digest(), file.text());
      rows.add(new @Nullable Object[] {id, file.origin(), file.name(), file.digest()});
    }
    sql.batch(
        "insert into rule_set_file (rule_set_version_id, layer, name, text_digest)"
            + " values (?, ?, ?, ?)",
        rows);
    return number;
  }

  /** Notes which rules an image version was built with. */
  void built(long imageVersionId, Digest rules) {
    sql.update(
        "insert into version_rules (image_version_id, digest) values (?, ?)",
        imageVersionId,
        rules);
  }

  /** The digest of the rules that an image version was built with; older ones do not know it. */
  public Optional<Digest> of(long imageVersionId) {
    return sql.first(
        "select digest from version_rules where image_version_id = ?",
        row -> row.digest("digest"),
        imageVersionId);
  }

  private static RuleVersion version(Row row) throws SQLException {
    return new RuleVersion(
        row.number("id"),
        row.integer("number"),
        row.digest("digest"),
        row.text("reason"),
        row.instant("created_at"),
        row.text("created_by"));
  }
}
