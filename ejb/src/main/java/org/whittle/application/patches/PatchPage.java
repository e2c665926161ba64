package org.whittle.application.patches;

import java.util.List;
import java.util.Optional;
import org.whittle.advisory.Severity;

/**
 * One patch.
 *
 * @param changelog what its maintainers say of it; empty while nobody could read it
 */
public record PatchPage(
    PatchRow row,
    Optional<String> supersededBy,
    List<Binary> binaries,
    Optional<Long> rollout,
    List<Mended> mended,
    Optional<String> changelog) {
  /** A binary package of the patch; sizes in KiB installed. */
  public record Binary(
      String name, String architecture, String oldVersion, String newVersion, long sizeChangeKib) {}

  /**
   * A vulnerability that the patch mends.
   *
   * @param feeds the feeds that say so, by name
   * @param inChangelog whether the package's changelog names it
   */
  public record Mended(
      String name, Severity severity, String summary, List<String> feeds, boolean inChangelog) {}
}
