package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.audit.AuditTrail;
import org.whittle.build.BuildOutcome;
import org.whittle.kernel.Digest;
import org.whittle.library.Channels;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Publishing;
import org.whittle.library.Versions;

/** The short transactions around a build. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class BuildRecords {
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private Channels channels;
  @Inject private Publishing publishing;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;

  /** The number of an image that is there. */
  long imageId(String name) {
    return images.image(caller.project(), name).id();
  }

  /**
   * The version that was built from the same inputs: the newest, whose failure stands no more, or a
   * verified one that was rolled back, which counts again.
   */
  Optional<Versions.ImageVersion> sameInput(
      Image image, long blueprintId, Digest input, BuildSteps.Order order) {
    Image now = images.image(caller.project(), image.id());
    Optional<Versions.ImageVersion> same =
        versions.newest(now).filter(version -> version.inputDigest().equals(input));
    if (same.isPresent()) {
      now.current();
      return same;
    }
    Optional<Versions.ImageVersion> before =
        publishing.resume(
            new Publishing.Resumption(now, blueprintId, input, order.rolloutId(), order.by()));
    before.ifPresent(
        version ->
            trail.record(
                caller.project(),
                order.by(),
                version.candidate() ? "publish candidate" : "resume version",
                "image " + now.name(),
                "version "
                    + version.number()
                    + (version.candidate() ? " counts now, input " : " counts again, input ")
                    + input));
    return before;
  }

  /** Whether channel {@code dev} of an image points anywhere. */
  boolean isFollowed(Image image) {
    return channels.at(image.id(), Channels.DEV).isPresent();
  }

  /** The candidate that was built from the same inputs. */
  Optional<Versions.ImageVersion> candidate(Image image, long blueprintId, Digest input) {
    return publishing.candidate(images.image(caller.project(), image.id()), blueprintId, input);
  }

  /** Keeps a candidate, and notes that in the same transaction. */
  Versions.ImageVersion keepCandidate(Publishing.Occasion occasion, BuildOutcome.Built built) {
    Image image = images.image(caller.project(), occasion.imageId());
    int number = publishing.keepCandidate(occasion, built).number();
    Versions.ImageVersion kept = versions.version(image, number);
    trail.record(
        caller.project(),
        occasion.by(),
        "keep candidate",
        "image " + image.name(),
        "version "
            + number
            + (kept.verified() ? ", passed" : kept.failed() ? ", failed" : ", not verified")
            + ", input "
            + built.input());
    return kept;
  }

  /** Notes that a build failed. */
  void failed(long imageId, String message) {
    images.image(caller.project(), imageId).failed(message);
  }

  /** Publishes a version, and notes that in the same transaction. */
  Publishing.Published publish(Publishing.Occasion occasion, BuildOutcome.Built built) {
    Publishing.Published published = publishing.publish(occasion, built);
    if (published.fresh()) {
      trail.record(
          caller.project(),
          occasion.by(),
          "publish version",
          "image " + images.image(caller.project(), occasion.imageId()).name(),
          "version "
              + published.number()
              + ", "
              + BuildSteps.told(published.proof())
              + ", input "
              + built.input());
    }
    return published;
  }
}
