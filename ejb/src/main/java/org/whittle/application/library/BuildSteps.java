package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.application.jobs.LongWork;
import org.whittle.build.BuildOutcome;
import org.whittle.build.BuildRequest;
import org.whittle.build.ImageBuilder;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.library.BuildCause;
import org.whittle.library.Image;
import org.whittle.library.Proof;
import org.whittle.library.Publishing;
import org.whittle.library.Verification;
import org.whittle.library.Versions;

/** A build from gathered inputs to a published version, outside any transaction. */
@ApplicationScoped
public class BuildSteps {
  @Inject private BuildInputs inputs;
  @Inject private ImageBuilder builder;
  @Inject private BuildRecords records;
  @Inject private Caller caller;

  /** Why and for whom a version is built. */
  public record Order(
      BuildCause cause, Optional<Long> rolloutId, String by, Verification verification) {
    /** An order for a version that is tested before anything follows it. */
    public Order(BuildCause cause, Optional<Long> rolloutId, String by) {
      this(cause, rolloutId, by, Verification.TESTS);
    }
  }

  /** The image's inputs as they are now; if they cannot be gathered, its build has failed. */
  public BuildInputs.Inputs inputs(long imageId) {
    try {
      return inputs.of(imageId);
    } catch (Failure failure) {
      records.failed(imageId, failure.messageWithRemedy());
      throw failure;
    }
  }

  /** Builds and publishes; gives what came of it as a sentence. */
  public Result build(BuildInputs.Inputs given, Order asked, Progress progress) {
    Image image = given.image();
    BuildRequest request = given.request();
    Order order = possible(given, asked);
    Optional<Versions.ImageVersion> same =
        records.sameInput(image, given.revision().id(), request.inputDigest(), order);
    if (same.isPresent()) {
      return already(image, same.get(), order);
    }
    try {
      given.contradiction().ifPresent(BuildSteps::refuse);
      boolean tests = order.verification() == Verification.TESTS;
      return switch (builder.build(request, tests, progress)) {
        case BuildOutcome.Failed failed ->
            throw failed.mayPass()
                ? new Unavailable(failed.message(), failed.remedy(), null)
                : new InvalidInput(failed.message(), failed.remedy(), null);
        case BuildOutcome.Built built -> publish(given, order, built);
      };
    } catch (Failure failure) {
      records.failed(image.id(), failure.messageWithRemedy());
      String message = image.name() + ": " + failure.getMessage();
      boolean mayPass = failure instanceof Unavailable || failure instanceof Conflict;
      throw mayPass
          ? new Unavailable(message, failure.remedy().orElse(""), failure)
          : new InvalidInput(message, failure.remedy().orElse(""), failure);
    } catch (RuntimeException fault) {
      records.failed(image.id(), LongWork.INTERNAL);
      throw fault;
    }
  }

  private static Result already(Image image, Versions.ImageVersion same, Order order) {
    Proof proof = same.proof(order.verification());
    String told =
        same.candidate()
            ? "published candidate, version " + same.number()
            : "nothing to build, version " + same.number() + " has the same inputs";
    return new Result(
        same.id(),
        proof,
        image.name() + ": " + told + (proof == Proof.OUTSTANDING ? ", its tests follow" : ""));
  }

  /**
   * Tests come first where nothing is to be tested after, and where channel {@code dev} could not
   * go back to anything.
   */
  private Order possible(BuildInputs.Inputs given, Order asked) {
    boolean structure =
        asked.verification() == Verification.STRUCTURE
            && given.request().hasTests()
            && records.isFollowed(given.image());
    return new Order(
        asked.cause(),
        asked.rolloutId(),
        asked.by(),
        structure ? Verification.STRUCTURE : Verification.TESTS);
  }

  private static void refuse(String contradiction) {
    throw new InvalidInput(
        "cannot compose the image: " + contradiction,
        "Release one of the holds, or place it anew with other versions",
        null);
  }

  /** The published version, and a sentence about it. */
  public record Result(long versionId, Proof proof, String message) {}

  /** What a version of these inputs is kept for. */
  static Publishing.Occasion occasion(int project, BuildInputs.Inputs given, Order order) {
    return new Publishing.Occasion(
        project,
        given.image().id(),
        given.revision().id(),
        order.cause(),
        order.rolloutId(),
        given.request().baseline().date(),
        given.request().rules().digest(),
        given.request().tools(),
        order.verification(),
        order.by());
  }

  private Result publish(BuildInputs.Inputs given, Order order, BuildOutcome.Built built) {
    Publishing.Published published =
        records.publish(occasion(caller.project(), given, order), built);
    String outcome = told(published.proof());
    return new Result(
        published.versionId(),
        published.proof(),
        given.image().name()
            + ": version "
            + published.number()
            + " built and "
            + outcome
            + ", "
            + megabytes(built.composition().thin().bytes())
            + " MB of "
            + megabytes(built.composition().closure().bytes())
            + " MB");
  }

  static String told(Proof proof) {
    return switch (proof) {
      case VERIFIED -> "verified";
      case OUTSTANDING -> "its structure verified, its tests follow";
      case NOT_VERIFIED -> "not verified";
    };
  }

  private static String megabytes(long bytes) {
    return String.format(Locale.ROOT, "%.1f", bytes / 1e6);
  }
}
