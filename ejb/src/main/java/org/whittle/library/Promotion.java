package org.whittle.library;

import java.time.Instant;
import java.util.Optional;
import java.util.OptionalInt;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Denied;
import org.whittle.kernel.Digest;

/**
 * The wish to point a protected channel of an image to a version.
 *
 * @param from the number of the version that the channel pointed to; empty if there was no channel
 * @param to the number of the version that it is to point to
 * @param subject digest of all that is decided on: image, channel, where it pointed, and the
 *     version with its inputs and contents
 * @param reason why it is void; empty unless it is
 */
public record Promotion(
    long id,
    long imageId,
    String image,
    String channel,
    OptionalInt from,
    int to,
    long toVersionId,
    Digest subject,
    PromotionState state,
    String requestedBy,
    Instant requestedAt,
    String comment,
    Optional<Instant> endedAt,
    String reason) {

  /** The digest of all that a decision on a promotion is about. */
  static Digest subject(
      String image, String channel, Optional<Channels.Place> from, Versions.ImageVersion version) {
    String text =
        String.join(
            "\n",
            "promotion-1",
            "image " + image,
            "channel " + channel,
            "from " + from.map(place -> String.valueOf(place.number())).orElse("none"),
            "to " + version.number(),
            "input " + version.inputDigest(),
            "tree " + version.tree(),
            "oci " + version.ociManifest().map(Digest::toString).orElse("none"));
    return Digest.of(text);
  }

  /** Why somebody may not decide on it now; empty if they may. */
  public Optional<String> whyNotDecidedBy(String user) {
    if (state != PromotionState.AWAITING_APPROVAL) {
      return Optional.of(
          state == PromotionState.VOID ? "it is void: " + reason : "it was decided already");
    }
    return user.equals(requestedBy)
        ? Optional.of("whoever asks for a promotion cannot decide on it")
        : Optional.empty();
  }

  /**
   * Checks that somebody may decide on it now.
   *
   * @param seen the subject that the decision was made on
   * @throws Denied if the user asked for it: four eyes, administrators included
   * @throws Conflict if it was decided already, is void, or is not what was seen
   */
  public void requireDecidable(String user, Digest seen) {
    Optional<String> whyNot = whyNotDecidedBy(user);
    if (user.equals(requestedBy) && state == PromotionState.AWAITING_APPROVAL) {
      throw new Denied(cannot(whyNot.orElseThrow()), "Ask another approver", null);
    }
    if (whyNot.isPresent()) {
      throw new Conflict(cannot(whyNot.get()));
    }
    if (!subject.equals(seen)) {
      throw new Conflict(
          cannot("its subject is not the one that you saw"), "Load it again and look at it", null);
    }
  }

  private String cannot(String why) {
    return "cannot decide on promotion " + id + ": " + why;
  }
}
