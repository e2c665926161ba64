package org.whittle.application.resolution;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.whittle.kernel.InvalidInput;

/**
 * What is asked of the resolver, in the words of people.
 *
 * @param snapshot the snapshot to draw from; absent: the default baseline with its patches
 * @param packages names, each with a range if wanted, such as {@code nginx}, {@code nginx=1.22.1-9}
 *     or {@code nginx (>= 1.22, << 2)}, or with an architecture as in {@code nginx:amd64}; in mode
 *     {@link QueryMode#UPDATE} none stands for those that the image asks for
 * @param image whose newest version is to be changed the least; of no use in other modes
 * @param recommends whether recommended packages are wanted too
 * @param essential whether the essential packages are wanted too
 * @param allVersions whether every version may be chosen, and not only the candidate of each name
 * @param holds names that stay within a range, written as packages are, without an architecture
 * @param bans names, with a range or without, that may not be chosen
 */
public record ResolutionQuery(
    OptionalLong snapshot,
    List<String> packages,
    QueryMode mode,
    Optional<String> image,
    boolean recommends,
    boolean essential,
    boolean allVersions,
    List<String> holds,
    List<String> bans) {
  private static final int MOST = 500;

  /** Copies the lists, and refuses what is too long to be meant. */
  public ResolutionQuery {
    packages = bounded("packages", packages);
    holds = bounded("holds", holds);
    bans = bounded("bans", bans);
    if (mode == QueryMode.UPDATE && image.isEmpty()) {
      throw new InvalidInput(
          "cannot resolve an update: no image is named", "Name the image to be updated", null);
    }
    if (packages.isEmpty() && mode != QueryMode.UPDATE) {
      throw new InvalidInput(
          "cannot resolve: no package is named", "Name one package or more", null);
    }
  }

  private static List<String> bounded(String what, List<String> values) {
    if (values.size() > MOST) {
      throw new InvalidInput(
          "cannot resolve: there are " + values.size() + " " + what + ", and " + MOST + " at most");
    }
    return List.copyOf(values);
  }
}
