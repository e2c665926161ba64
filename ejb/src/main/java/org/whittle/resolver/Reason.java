package org.whittle.resolver;

import java.util.List;
import org.whittle.format.PackageId;

/** One thing that a chosen package satisfies. */
public sealed interface Reason {
  /** The package that satisfies it. */
  PackageId chosen();

  /** What else comes to mind for it, and why that was not chosen, in order of preference. */
  List<Rejected> rejected();

  /**
   * The user asked for it.
   *
   * @param wanted name and range as asked for
   * @param essential whether it was asked for only as one of the essential packages
   */
  record Requested(String wanted, boolean essential, PackageId chosen, List<Rejected> rejected)
      implements Reason {
    /** Keeps the order. */
    public Requested {
      rejected = List.copyOf(rejected);
    }
  }

  /**
   * A chosen package needs or recommends it.
   *
   * @param clause what that package needs, in its own words
   * @param also other chosen packages that satisfy the clause as well
   */
  record Needed(
      PackageId by,
      String clause,
      boolean recommended,
      PackageId chosen,
      List<PackageId> also,
      List<Rejected> rejected)
      implements Reason {
    /** Keeps the order. */
    public Needed {
      also = List.copyOf(also);
      rejected = List.copyOf(rejected);
    }
  }
}
