package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.audit.AuditTrail;
import org.whittle.build.BuildOutcome;
import org.whittle.build.BuildRequest;
import org.whittle.build.ImageBuilder;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Progress;
import org.whittle.library.BuildCause;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Publishing;
import org.whittle.library.Verdict;
import org.whittle.library.Versions;

/** A build from gathered inputs to a published version; only its ends are transactions. */
@ApplicationScoped
public class BuildSteps {
  @Inject private BuildInputs inputs;
  @Inject private ImageBuilder builder;
  @Inject private Publishing publishing;
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private AuditTrail trail;
  @Inject private Caller caller;

  /** The number of an image that is there. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public long imageId(String name) {
    return images.image(caller.project(), name).id();
  }

  /** Why and for whom a version is built. */
  public record Order(BuildCause cause, Optional<Long> rolloutId, String by) {}

  /** Builds and publishes; gives what came of it as a sentence. */
  public Result build(BuildInputs.Inputs given, Order order, Progress progress) {
    Image image = given.image();
    BuildRequest request = given.request();
    Optional<Versions.ImageVersion> same = sameInput(image, request.inputDigest());
    if (same.isPresent()) {
      return new Result(
          same.get().id(),
          same.get().structure() == Verdict.PASSED && same.get().tests() == Verdict.PASSED,
          image.name()
              + ": nothing to build, version "
              + same.get().number()
              + " has the same inputs");
    }
    return switch (builder.build(request, progress)) {
      case BuildOutcome.Failed failed -> {
        noteFailure(image.id(), failed);
        throw new InvalidInput(image.name() + ": " + failed.message(), failed.remedy(), null);
      }
      case BuildOutcome.Built built -> publish(given, order, built);
    };
  }

  /** The published version, and a sentence about it. */
  public record Result(long versionId, boolean verified, String message) {}

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  Optional<Versions.ImageVersion> sameInput(Image image, Digest input) {
    return versions
        .newest(images.image(caller.project(), image.id()))
        .filter(version -> version.inputDigest().equals(input));
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void noteFailure(long imageId, BuildOutcome.Failed failed) {
    images.image(caller.project(), imageId).failed(failed.message());
  }

  private Result publish(BuildInputs.Inputs given, Order order, BuildOutcome.Built built) {
    Publishing.Published published =
        publishing.publish(
            new Publishing.Occasion(
                caller.project(),
                given.image().id(),
                given.revision().id(),
                order.cause(),
                order.rolloutId(),
                given.request().baseline().date(),
                order.by()),
            built);
    String outcome = published.verified() ? "verified" : "not verified";
    audit(given.image().name(), order, published.number(), built.input(), outcome);
    return new Result(
        published.versionId(),
        published.verified(),
        given.image().name()
            + ": version "
            + published.number()
            + " built and "
            + outcome
            + ", "
            + built.composition().thin().bytes() / 100_000 / 10.0
            + " MB of "
            + built.composition().closure().bytes() / 100_000 / 10.0
            + " MB");
  }

  @Transactional(Transactional.TxType.REQUIRES_NEW)
  void audit(String image, Order order, int number, Digest input, String outcome) {
    trail.record(
        caller.project(),
        order.by(),
        "publish version",
        "image " + image,
        "version " + number + ", " + outcome + ", input " + input);
  }
}
