package org.whittle.resolver;

import java.util.List;
import org.whittle.format.PackageId;

/** One of the facts that together leave no solution. */
public sealed interface Cause {
  /**
   * The user asked for it.
   *
   * @param options what would give it, the preferred first
   * @param nearMisses what comes to mind, but does not help
   */
  record Requested(String wanted, List<PackageId> options, List<NearMiss> nearMisses)
      implements Cause {
    /** Keeps the order. */
    public Requested {
      options = List.copyOf(options);
      nearMisses = List.copyOf(nearMisses);
    }
  }

  /**
   * A package needs it.
   *
   * @param clause what it needs, in its own words
   * @param options what would give it, the preferred first
   * @param nearMisses what comes to mind, but does not help
   */
  record Requires(PackageId by, String clause, List<PackageId> options, List<NearMiss> nearMisses)
      implements Cause {
    /** Keeps the order. */
    public Requires {
      options = List.copyOf(options);
      nearMisses = List.copyOf(nearMisses);
    }
  }

  /** A package excludes another by one of its relations. */
  record Excludes(PackageId by, String relation, PackageId other) implements Cause {}

  /** Only one package of a name can be chosen. */
  record SameName(PackageId one, PackageId other) implements Cause {}
}
