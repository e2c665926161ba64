package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import org.whittle.kernel.Digest;
import org.whittle.library.Versions;
import org.whittle.patches.Standing;
import org.whittle.rules.MissRule;

/** Turns what the rooms know of images into the values that leave the use cases. */
@ApplicationScoped
public class ImageViews {
  /** A line of a list of images. */
  public ImageRow row(Standing standing) {
    return new ImageRow(
        standing.name(),
        standing.description(),
        standing.state(),
        reason(standing),
        standing.newestVersion(),
        standing.builtAt(),
        standing.closureBytes(),
        standing.thinBytes(),
        standing.packages());
  }

  private static String reason(Standing standing) {
    return switch (standing.state()) {
      case CURRENT ->
          standing.misses().equals("REPORTED") ? "tests asked for paths that are not settled" : "";
      case FAILED ->
          standing
              .lastFailure()
              .orElse(
                  standing.structure().equals("FAILED")
                      ? "the structure check found faults"
                      : standing.tests().equals("FAILED")
                          ? "a retro-test failed"
                          : "a retro-test missed a file");
      case HELD -> plural(standing.held(), "patch is held back", "patches are held back");
      case STALE ->
          standing.waiting() > 0
              ? plural(standing.waiting(), "patch is waiting", "patches are waiting")
              : standing.builtRevision() < standing.blueprintRevision()
                  ? "blueprint revision " + standing.blueprintRevision() + " is not built yet"
                  : "the rules have changed since it was built";
      case UNKNOWN ->
          standing.newestVersion() == 0
              ? "never built"
              : standing.outstanding()
                  ? "published before its tests, which are not known yet"
                  : "the newest version was not verified";
    };
  }

  private static String plural(int count, String one, String many) {
    return count + " " + (count == 1 ? one : many);
  }

  /** A line of an image's versions. */
  VersionRow row(Versions.ImageVersion version) {
    return new VersionRow(
        version.number(),
        version.createdAt(),
        version.createdBy(),
        version.cause(),
        version.closurePackages(),
        version.closureFiles(),
        version.closureBytes(),
        version.thinFiles(),
        version.thinBytes(),
        version.structure(),
        version.tests(),
        version.misses(),
        version.unjudgedPaths(),
        version.unknownEffects(),
        version.uncovered(),
        version.ociManifest().map(Digest::toString).orElse(""),
        version.candidate(),
        version.outstanding());
  }

  /** A miss, with the rule that would keep the path. */
  static VersionPage.MissView miss(Versions.Miss miss) {
    return new VersionPage.MissView(
        miss.kind(),
        miss.path(),
        miss.owner(),
        miss.program(),
        miss.test(),
        MissRule.keeping(miss.path(), miss.program(), miss.test()));
  }

  /** A line of a composition. */
  static VersionPage.Line line(Versions.Line line) {
    return new VersionPage.Line(
        line.name(),
        line.version(),
        line.architecture(),
        line.requested(),
        line.chosenBy(),
        line.relation(),
        line.installedKib(),
        line.files(),
        line.bytes());
  }
}
