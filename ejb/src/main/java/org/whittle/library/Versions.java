package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.whittle.database.Row;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;

/** Reads image versions; they never change once they are published. */
@ApplicationScoped
public class Versions {
  private static final String SELECT =
      "select v.*, b.revision, b.yaml, exists (select 1 from damaged_version d"
          + " where d.image_version_id = v.id) damaged, exists (select 1 from rollout_line l"
          + " where l.result_version_id = v.id and l.state = 'PUBLISHED') outstanding"
          + " from image_version v join blueprint b on b.id = v.blueprint_id where v.image_id = ?";

  @Inject private Sql sql;

  /**
   * One image version as its row says; sizes in bytes.
   *
   * @param candidate whether it was built to be tested and nothing has published it
   * @param outstanding whether it was published before its tests, and they are still to be run
   */
  public record ImageVersion(
      long id,
      long imageId,
      int number,
      long blueprintId,
      int blueprintRevision,
      String blueprint,
      Digest inputDigest,
      BuildCause cause,
      Instant createdAt,
      String createdBy,
      long durationMillis,
      int closurePackages,
      int closureFiles,
      long closureBytes,
      int thinFiles,
      long thinBytes,
      Digest tree,
      Instant datedAt,
      Optional<Digest> ociManifest,
      long ociBytes,
      int layers,
      Optional<Digest> tar,
      long tarBytes,
      Verdict structure,
      Verdict tests,
      Verdict misses,
      int unjudgedPaths,
      String missesNotKnown,
      int unknownEffects,
      int uncovered,
      boolean candidate,
      boolean outstanding) {
    /** Checked, tested, and nothing was missed; what is only reported holds nothing back. */
    public boolean verified() {
      return structure == Verdict.PASSED
          && tests == Verdict.PASSED
          && (misses == Verdict.PASSED || misses == Verdict.REPORTED);
    }

    /** Whether something is known to be wrong; else what is not verified is not known. */
    public boolean failed() {
      return structure == Verdict.FAILED || tests == Verdict.FAILED || misses == Verdict.FAILED;
    }

    /**
     * What is known of it. One that nobody has tested yet is outstanding for whoever publishes
     * before the tests: a server may have stopped before it noted that.
     */
    public Proof proof(Verification wanted) {
      if (verified()) {
        return Proof.VERIFIED;
      }
      return outstanding
              || (wanted == Verification.STRUCTURE
                  && structure == Verdict.PASSED
                  && tests == Verdict.UNKNOWN)
          ? Proof.OUTSTANDING
          : Proof.NOT_VERIFIED;
    }
  }

  /** A package of a version's composition. */
  public record Line(
      String name,
      String version,
      String architecture,
      boolean requested,
      Optional<String> chosenBy,
      Optional<String> relation,
      long installedKib,
      int files,
      long bytes,
      Digest archive) {}

  /** A retro-test of a version. */
  public record Outcome(
      String name, Verdict verdict, long durationMillis, String detail, String log) {}

  /** A fault of a version's structure. */
  public record Fault(String kind, String path, String detail) {}

  /** What a maintainer script does that nothing accounts for. */
  public record Effect(String packageName, String script, int line, String text) {}

  /** A path that a retro-test of a version asked for in vain. */
  public record Miss(String kind, String path, String owner, String program, String test) {}

  /** The versions of an image, newest first. */
  public List<ImageVersion> of(long imageId) {
    return sql.list(SELECT + " order by v.number desc", Versions::version, imageId);
  }

  /**
   * One version of an image.
   *
   * @throws NotFound if it has none with the number
   */
  public ImageVersion version(Image image, int number) {
    return sql.first(SELECT + " and v.number = ?", Versions::version, image.id(), number)
        .orElseThrow(
            () -> new NotFound("cannot find version " + number + " of image " + image.name()));
  }

  /** The newest version of an image, if there is one. */
  public Optional<ImageVersion> newest(Image image) {
    return sql.first(
        SELECT + " and v.number = ?", Versions::version, image.id(), image.newestVersion());
  }

  /** The composition of a version, by package name. */
  public List<Line> composition(long versionId) {
    return sql.list(
        "select p.name, p.version, p.architecture, l.requested, l.chosen_by, l.relation,"
            + " p.installed_kib, p.sha256, s.files, s.bytes from composition_line l"
            + " join package_version p on p.id = l.package_version_id"
            + " join selection s on s.id = l.selection_id"
            + " where l.image_version_id = ? order by p.name, p.architecture",
        row ->
            new Line(
                row.text("name"),
                row.text("version"),
                row.text("architecture"),
                row.bool("requested"),
                row.optionalText("chosen_by"),
                row.optionalText("relation"),
                row.number("installed_kib"),
                row.integer("files"),
                row.number("bytes"),
                row.digest("sha256")),
        versionId);
  }

  /** The retro-tests of a version, in the blueprint's order. */
  public List<Outcome> tests(long versionId) {
    return sql.list(
        "select name, verdict, duration_ms, detail, log from test_outcome"
            + " where image_version_id = ? order by ordinal",
        row ->
            new Outcome(
                row.text("name"),
                row.word("verdict", Verdict.class),
                row.number("duration_ms"),
                row.text("detail"),
                row.text("log")),
        versionId);
  }

  /** The faults of a version's structure, what the store has lost of it first. */
  public List<Fault> faults(long versionId) {
    return sql.list(
        "select kind, path, detail from ("
            + "select -1 ordinal, 'DAMAGED_CONTENT' kind, '/' path,"
            + " 'the store has damaged or lost content of it' detail"
            + " from damaged_version where image_version_id = ?"
            + " union all select ordinal, kind, path, detail from structure_fault"
            + " where image_version_id = ?) f order by ordinal",
        row -> new Fault(row.text("kind"), row.text("path"), row.text("detail")),
        versionId,
        versionId);
  }

  /** The unknown effects of a version. */
  public List<Effect> effects(long versionId) {
    return sql.list(
        "select package_name, script, line, text from unknown_effect where image_version_id = ?"
            + " order by ordinal",
        row ->
            new Effect(
                row.text("package_name"),
                row.text("script"),
                row.integer("line"),
                row.text("text")),
        versionId);
  }

  /** What the retro-tests of a version asked for in vain, the gravest first. */
  public List<Miss> misses(long versionId) {
    return sql.list(
        "select kind, path, owner, program, test from miss where image_version_id = ?"
            + " order by ordinal",
        row ->
            new Miss(
                row.text("kind"),
                row.text("path"),
                row.text("owner"),
                row.text("program"),
                row.text("test")),
        versionId);
  }

  private static ImageVersion version(Row row) throws SQLException {
    return new ImageVersion(
        row.number("id"),
        row.number("image_id"),
        row.integer("number"),
        row.number("blueprint_id"),
        row.integer("revision"),
        row.text("yaml"),
        row.digest("input_digest"),
        row.word("cause", BuildCause.class),
        row.instant("created_at"),
        row.text("created_by"),
        row.number("duration_ms"),
        row.integer("closure_packages"),
        row.integer("closure_files"),
        row.number("closure_bytes"),
        row.integer("thin_files"),
        row.number("thin_bytes"),
        row.digest("tree_digest"),
        row.instant("dated_at"),
        row.optionalDigest("oci_manifest"),
        row.number("oci_bytes"),
        row.integer("layers"),
        row.optionalDigest("tar_digest"),
        row.number("tar_bytes"),
        row.bool("damaged") ? Verdict.FAILED : row.word("structure", Verdict.class),
        row.word("tests", Verdict.class),
        row.word("misses", Verdict.class),
        row.integer("unjudged_paths"),
        row.text("misses_not_known"),
        row.integer("unknown_effects"),
        row.integer("uncovered"),
        row.bool("candidate"),
        row.bool("outstanding"));
  }
}
