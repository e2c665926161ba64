package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.audit.AuditTrail;
import org.whittle.kernel.Digest;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Versions;

/** The short transactions around a build. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class BuildRecords {
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;

  /** The number of an image that is there. */
  long imageId(String name) {
    return images.image(caller.project(), name).id();
  }

  /** The newest version, if it was built from the same inputs: then no failure stands any more. */
  Optional<Versions.ImageVersion> sameInput(Image image, Digest input) {
    Image now = images.image(caller.project(), image.id());
    Optional<Versions.ImageVersion> same =
        versions.newest(now).filter(version -> version.inputDigest().equals(input));
    same.ifPresent(version -> now.current());
    return same;
  }

  /** Notes that a build failed. */
  void failed(long imageId, String message) {
    images.image(caller.project(), imageId).failed(message);
  }

  /** Notes that a version was published. */
  void published(String image, BuildSteps.Order order, int number, Digest input, String outcome) {
    trail.record(
        caller.project(),
        order.by(),
        "publish version",
        "image " + image,
        "version " + number + ", " + outcome + ", input " + input);
  }
}
