package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.whittle.build.BuildOutcome;
import org.whittle.build.Composition;
import org.whittle.composition.oci.OciImage;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;

/**
 * Publishes build results: first everything that describes the version, then the pointers, all in
 * one short transaction. The artifacts are in the store before.
 */
@ApplicationScoped
public class Publishing {
  private static final int MOST_TEXT = 2000;

  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private Channels channels;
  @Inject private Compositions compositions;
  @Inject private VersionEvidence evidence;
  @Inject private VersionDocuments documents;
  @Inject private RuleVersions rules;
  @Inject private BlobStore blobs;
  @Inject private Sql sql;
  @Inject private Clock clock;

  /**
   * What a version is published for.
   *
   * @param rolloutId the rollout that asked for it, if one did
   * @param datedAt the date that its artifacts carry
   * @param rules the digest of the rules that it was built with
   * @param tools what wrote it
   * @param verification what must be known before channel {@code dev} follows it
   */
  public record Occasion(
      int projectId,
      long imageId,
      long blueprintId,
      BuildCause cause,
      Optional<Long> rolloutId,
      Instant datedAt,
      Digest rules,
      String tools,
      Verification verification,
      String by) {}

  /**
   * What was published.
   *
   * @param fresh whether it was published just now, not before
   */
  public record Published(long versionId, int number, Proof proof, boolean fresh) {}

  /**
   * Publishes a version; the channel {@code dev} follows if what is asked for is known of it.
   *
   * <p>Repeating it with the same input is safe: a newest version with this input is given back.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Published publish(Occasion occasion, BuildOutcome.Built built) {
    Image image = images.image(occasion.projectId(), occasion.imageId());
    Optional<Versions.ImageVersion> newest = versions.newest(image);
    if (newest.isPresent() && newest.get().inputDigest().equals(built.input())) {
      return new Published(
          newest.get().id(),
          newest.get().number(),
          newest.get().proof(occasion.verification()),
          false);
    }
    int number = image.publish();
    long id = insert(occasion, number, built, false);
    Proof proof = proof(occasion, built);
    if (proof.isFollowed()) {
      channels.move(
          occasion.projectId(), image.id(), Channels.DEV, id, occasion.rolloutId(), occasion.by());
    }
    return new Published(id, number, proof, true);
  }

  private static Proof proof(Occasion occasion, BuildOutcome.Built built) {
    if (built.verified()) {
      return Proof.VERIFIED;
    }
    return occasion.verification() == Verification.STRUCTURE
            && structure(built) == Verdict.PASSED
            && tests(built) == Verdict.UNKNOWN
        ? Proof.OUTSTANDING
        : Proof.NOT_VERIFIED;
  }

  /**
   * Keeps a version that is to be tested: no channel moves, and it does not count until {@link
   * #resume} lets it.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Published keepCandidate(Occasion occasion, BuildOutcome.Built built) {
    Image image = images.image(occasion.projectId(), occasion.imageId());
    int number = image.reserve();
    return new Published(
        insert(occasion, number, built, true),
        number,
        built.verified() ? Proof.VERIFIED : Proof.NOT_VERIFIED,
        true);
  }

  /** The candidate that was built from these inputs, later than what counts now. */
  public Optional<Versions.ImageVersion> candidate(Image image, long blueprintId, Digest input) {
    return versions.of(image.id()).stream()
        .filter(Versions.ImageVersion::candidate)
        .filter(version -> version.inputDigest().equals(input))
        .filter(version -> version.blueprintId() == blueprintId)
        .filter(version -> version.number() > image.newestVersion())
        .findFirst();
  }

  private long insert(Occasion occasion, int number, BuildOutcome.Built built, boolean candidate) {
    long id = insertVersion(occasion, number, built);
    if (candidate) {
      sql.update("update image_version set candidate = true where id = ?", id);
    }
    compositions.keep(id, built);
    evidence.keep(id, built);
    documents.keep(id, built.documents());
    rules.built(id, occasion.rules());
    sql.update(
        "insert into version_tools (image_version_id, tools) values (?, ?)", id, occasion.tools());
    return id;
  }

  /** A wish for inputs that a version of the image may have been built from before. */
  public record Resumption(
      Image image, long blueprintId, Digest input, Optional<Long> rolloutId, String by) {}

  /**
   * Lets a verified version that was rolled back, or a candidate, count if it has these inputs: the
   * same bytes are not made twice. The channel {@code dev} follows.
   */
  @Transactional(Transactional.TxType.MANDATORY)
  public Optional<Versions.ImageVersion> resume(Resumption wish) {
    Optional<Versions.ImageVersion> same =
        versions.of(wish.image().id()).stream()
            .filter(version -> version.inputDigest().equals(wish.input()))
            .filter(version -> version.blueprintId() == wish.blueprintId())
            .filter(version -> version.number() > wish.image().newestVersion())
            .filter(Versions.ImageVersion::verified)
            .findFirst();
    same.ifPresent(
        version -> {
          wish.image().resume(version.number());
          sql.update("update image_version set candidate = false where id = ?", version.id());
          channels.move(
              wish.image().projectId(),
              wish.image().id(),
              Channels.DEV,
              version.id(),
              wish.rolloutId(),
              wish.by());
        });
    return same;
  }

  private long insertVersion(Occasion occasion, int number, BuildOutcome.Built built) {
    Digest tree = blobs.put(new ByteArrayInputStream(FileList.encode(built.tree()))).digest();
    Composition composition = built.composition();
    return sql.insert(
        "insert into image_version (project_id, image_id, number, blueprint_id, input_digest,"
            + " cause, rollout_id, created_at, created_by, duration_ms, closure_packages,"
            + " closure_files, closure_bytes, thin_files, thin_bytes, tree_digest, dated_at,"
            + " oci_manifest, oci_bytes, layers, tar_digest, tar_bytes, structure, tests,"
            + " misses, unjudged_paths, misses_not_known, unknown_effects, uncovered) values (?, ?,"
            + " ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        occasion.projectId(),
        occasion.imageId(),
        number,
        occasion.blueprintId(),
        built.input(),
        occasion.cause(),
        occasion.rolloutId(),
        clock.instant(),
        occasion.by(),
        built.durations().values().stream().mapToLong(Duration::toMillis).sum(),
        composition.lines().size(),
        composition.closure().files(),
        composition.closure().bytes(),
        composition.thin().files(),
        composition.thin().bytes(),
        tree,
        occasion.datedAt(),
        built.oci().map(OciImage::manifest),
        built.oci().map(OciImage::size).orElse(0L),
        built.oci().map(oci -> oci.layers().size()).orElse(0),
        built.tar().map(BuildOutcome.TarArchive::digest),
        built.tar().map(BuildOutcome.TarArchive::size),
        structure(built),
        tests(built),
        MissVerdict.of(built.misses().verdict(), built.policy()),
        built.misses().unjudged(),
        cut(built.misses().notKnown()),
        built.tree().unknownEffects().size(),
        built.tree().uncovered().size());
  }

  /** As long as the column allows. */
  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT - 1) + "…";
  }

  private static Verdict structure(BuildOutcome.Built built) {
    return built.faults().stream().anyMatch(fault -> fault.kind().breaking())
        ? Verdict.FAILED
        : Verdict.PASSED;
  }

  private static Verdict tests(BuildOutcome.Built built) {
    return VersionEvidence.verdict(built.tests().verdict());
  }
}
