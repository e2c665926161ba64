package org.whittle.resolver;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import org.whittle.format.PackageId;
import org.whittle.resolver.minimal.Effort;

/** What a resolution strives for among all sets of packages that give what was asked for. */
public sealed interface ResolutionMode {
  /** As apt chooses: in the order written, searching only on conflict. */
  ResolutionMode APT = new Apt();

  /** The proved smallest set, in which a provider never stands in for a real package. */
  ResolutionMode MINIMAL = new Minimal(false, Effort.DEFAULT);

  /** The least change from a composition. */
  static ResolutionMode update(Collection<PackageId> composition) {
    return new Update(List.copyOf(composition), Effort.DEFAULT);
  }

  /** As apt chooses. */
  record Apt() implements ResolutionMode {}

  /**
   * The smallest set, by the {@link Objective objectives} from {@link Objective#BELOW_CANDIDATE} to
   * {@link Objective#NAMES}.
   *
   * @param providersMayStandIn whether a package that only provides a name may be chosen although a
   *     real one of that name would do; if not, that happens only where there is no other way
   * @param effort what may be spent on the proof
   */
  record Minimal(boolean providersMayStandIn, Effort effort) implements ResolutionMode {}

  /**
   * The least change from a composition, by the {@link Objective objectives} from {@link
   * Objective#REMOVED} on. What nothing asks for any more is not kept.
   *
   * @param composition what there was before, sorted by id
   * @param effort what may be spent on the proof
   */
  record Update(List<PackageId> composition, Effort effort) implements ResolutionMode {
    /** Sorts, so that the order does not matter. */
    public Update {
      composition = composition.stream().distinct().sorted(Comparator.naturalOrder()).toList();
    }
  }
}
