package org.whittle.resolver;

import java.util.List;
import org.whittle.format.PackageId;
import org.whittle.kernel.PackageName;

/**
 * What a change of a request comes to; {@link WhatIfText} puts it into words.
 *
 * @param change what is supposed
 */
public record WhatIf(Change change, Consequence consequence) {
  /** What is supposed. */
  public sealed interface Change {
    /** The name is not asked for any more, and nothing of the name may be chosen. */
    record Dropped(PackageName name) implements Change {}

    /** The name stays within a range; other holds of the name are forgotten. */
    record Held(Hold hold) implements Change {}

    /** Versions of a name may not be chosen. */
    record Banned(Ban ban) implements Change {}
  }

  /** What becomes of the packages. */
  public sealed interface Consequence {
    /**
     * There is another solution, or the same.
     *
     * @param removed packages whose name is not chosen any more, sorted
     * @param added packages whose name was not chosen before, sorted
     * @param changed names that are there in another version, sorted
     * @param bytes by how much the installed size grows; negative if it shrinks
     */
    record Difference(
        List<PackageId> removed, List<PackageId> added, List<Changed> changed, long bytes)
        implements Consequence {
      /** Keeps the order. */
      public Difference {
        removed = List.copyOf(removed);
        added = List.copyOf(added);
        changed = List.copyOf(changed);
      }

      /** Whether all stays as it is. */
      public boolean isNothing() {
        return removed.isEmpty() && added.isEmpty() && changed.isEmpty();
      }
    }

    /** There is no solution any more. */
    record Impossible(Explanation explanation) implements Consequence {}
  }

  /** A name that is there in another version. */
  public record Changed(PackageId from, PackageId to) {}

  /** Resolves again under a change. */
  public static WhatIf of(
      PackageUniverse universe, ResolutionRequest request, Resolved before, Change change) {
    return new WhatIf(
        change,
        switch (Resolver.resolve(universe, Changes.apply(request, change))) {
          case Unsatisfiable none -> new Consequence.Impossible(none.explanation());
          case Resolved after -> Changes.difference(universe, before, after);
        });
  }
}
