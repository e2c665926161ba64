package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.build.BuildOutcome;
import org.whittle.build.ImageBuilder;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.library.Versions;

/** Builds a version to be tested: no channel moves, and the newest version stays what it is. */
@ApplicationScoped
public class BuildCandidate {
  @Inject private ImageBuilder builder;
  @Inject private BuildRecords records;
  @Inject private Caller caller;

  /**
   * The candidate, and what its tests said.
   *
   * @param failed whether something is known to be wrong; if it is not verified either, what its
   *     tests say is not known
   */
  public record Result(long versionId, int number, boolean verified, boolean failed) {}

  /**
   * Builds and tests it, unless it is known what the tests of one of the same inputs say.
   *
   * @throws Unavailable if trying again may help
   * @throws InvalidInput if it cannot be built
   */
  public Result build(BuildInputs.Inputs given, BuildSteps.Order order, Progress progress) {
    Optional<Versions.ImageVersion> same =
        records
            .candidate(given.image(), given.revision().id(), given.request().inputDigest())
            .filter(candidate -> candidate.verified() || candidate.failed());
    if (same.isPresent()) {
      return result(same.get());
    }
    return switch (builder.build(given.request(), progress)) {
      case BuildOutcome.Failed failed ->
          throw failed.mayPass()
              ? new Unavailable(failed.message(), failed.remedy(), null)
              : new InvalidInput(failed.message(), failed.remedy(), null);
      case BuildOutcome.Built built ->
          result(records.keepCandidate(BuildSteps.occasion(caller.project(), given, order), built));
    };
  }

  private static Result result(Versions.ImageVersion candidate) {
    return new Result(candidate.id(), candidate.number(), candidate.verified(), candidate.failed());
  }
}
