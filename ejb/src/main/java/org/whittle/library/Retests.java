package org.whittle.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.whittle.build.Tested;
import org.whittle.database.Sql;
import org.whittle.kernel.Digest;
import org.whittle.thinning.ThinTree;

/**
 * Keeps what the tests said of versions that were published before them, and takes channel {@code
 * dev} back from those that did not pass. To be called inside a transaction.
 */
@ApplicationScoped
@Transactional(Transactional.TxType.MANDATORY)
public class Retests {
  private static final int MOST_TEXT = 2000;

  @Inject private Channels channels;
  @Inject private VersionEvidence evidence;
  @Inject private Sql sql;

  /** Whether a tree is exactly the one that was published. */
  public static boolean isOf(Versions.ImageVersion version, ThinTree tree) {
    return Digest.of(FileList.encode(tree)).equals(version.tree());
  }

  /** Lets nobody else move a channel of the image until the transaction ends. */
  public void lock(long imageId) {
    sql.number("select id from image where id = ? for update", imageId);
  }

  /**
   * Keeps verdicts, logs and misses as the version's own; only one that nobody tested gets them.
   */
  public void keep(long versionId, Tested tested) {
    int changed =
        sql.update(
            "update image_version set tests = ?, misses = ?, unjudged_paths = ?,"
                + " misses_not_known = ?, duration_ms = duration_ms + ?"
                + " where id = ? and tests = 'UNKNOWN'",
            VersionEvidence.verdict(tested.tests().verdict()),
            MissVerdict.of(tested.misses().verdict(), tested.policy()),
            tested.misses().unjudged(),
            cut(tested.misses().notKnown()),
            tested.took().toMillis(),
            versionId);
    if (changed == 1) {
      evidence.keepTests(versionId, tested.tests());
      evidence.keepMisses(versionId, tested.misses());
    }
  }

  /** Notes why nobody knows what the tests of a version would say. */
  public void leaveUnknown(long versionId, String why) {
    sql.update(
        "update image_version set misses_not_known = ? where id = ? and tests = 'UNKNOWN'",
        cut(why),
        versionId);
  }

  /**
   * What became of channel {@code dev}.
   *
   * @param pointed whether it pointed to the version; whoever has moved it since wanted that
   * @param to where it points now, if it went back
   */
  public record Back(boolean pointed, Optional<Channels.Place> to) {
    /** The same for people. */
    public String told() {
      if (!pointed) {
        return "channel dev has moved since";
      }
      return to.map(place -> "channel dev is back at version " + place.number())
          .orElse("channel dev stays, since no version before it was verified");
    }
  }

  /**
   * Points channel {@code dev} to the verified version before, if it points to this one.
   *
   * @param rolloutId the rollout that published the version
   */
  public Back takeBack(
      Image image, Versions.ImageVersion version, Optional<Long> rolloutId, String by) {
    boolean there =
        channels
            .at(image.id(), Channels.DEV)
            .filter(place -> place.versionId() == version.id())
            .isPresent();
    Optional<Channels.Place> before =
        there
            ? channels.verifiedBefore(image.id(), Channels.DEV, version.number())
            : Optional.empty();
    before.ifPresent(
        place ->
            channels.move(
                image.projectId(), image.id(), Channels.DEV, place.versionId(), rolloutId, by));
    return new Back(there, before);
  }

  private static String cut(String text) {
    return text.length() <= MOST_TEXT ? text : text.substring(0, MOST_TEXT - 1) + "…";
  }
}
