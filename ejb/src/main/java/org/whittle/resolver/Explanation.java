package org.whittle.resolver;

import java.util.List;

/**
 * Why there is no solution, as data; {@link ExplanationText} puts it into words.
 *
 * @param core facts that cannot hold together, none of which can be spared: first what was asked
 *     for, then each fact behind the one that leads to it; what lacks something has a part in it
 *     only if the rest of what was asked for goes together
 * @param missing everything that nothing gives although all that was asked for depends on it; empty
 *     if packages only stand in each other's way
 */
public record Explanation(List<Cause> core, List<MissingDependency> missing) {
  /** Keeps the order. */
  public Explanation {
    core = List.copyOf(core);
    missing = List.copyOf(missing);
  }
}
