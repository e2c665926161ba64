package org.whittle.resolver;

import java.util.List;

/**
 * Something that nothing in the universe can give.
 *
 * @param chain from what the user asked for, by way of what each package needs, to a last cause
 *     that has no option at all
 */
public record MissingDependency(List<Cause> chain) {
  /** Keeps the order. */
  public MissingDependency {
    chain = List.copyOf(chain);
  }
}
