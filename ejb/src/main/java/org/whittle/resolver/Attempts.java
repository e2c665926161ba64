package org.whittle.resolver;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.whittle.format.PackageId;
import org.whittle.resolver.minimal.Effort;

/** Tries what would have come of asking for a package that was not chosen. */
final class Attempts {
  /** Enough for nearly all; nobody waits long for an answer that is only an aside. */
  private static final Effort EFFORT = new Effort(200_000, Duration.ofSeconds(2));

  private static final int MOST = 12;

  private final PackageUniverse universe;
  private final ResolutionRequest request;
  private final List<Bound> bounds;
  private int made;

  Attempts(PackageUniverse universe, ResolutionRequest request, Resolved resolved) {
    this.universe = universe;
    this.request = request;
    this.bounds = resolved.bounds();
  }

  /** Whether the mode tells how good a set is. */
  boolean canCompare() {
    return !bounds.isEmpty();
  }

  /** Why a package was not chosen that could have been as far as single facts go. */
  Rejection of(int option) {
    if (made++ == MOST) {
      made = MOST;
      return new Rejection.NotCompared();
    }
    PackageId id = universe.id(option);
    Root also = new Root(id.name(), VersionRange.exactly(id.version()));
    List<Root> roots = Stream.concat(request.roots().stream(), Stream.of(also)).toList();
    ResolutionRequest attempt = request.withRoots(roots).withMode(mode());
    return switch (Resolver.resolve(universe, attempt)) {
      case Unsatisfiable none -> new Rejection.Impossible(none.explanation());
      case Resolved resolved when canCompare() -> compared(resolved.bounds());
      case Resolved resolved -> new Rejection.ClashesWithEarlier();
    };
  }

  private ResolutionMode mode() {
    return switch (request.mode()) {
      case ResolutionMode.Apt apt -> apt;
      case ResolutionMode.Minimal minimal ->
          new ResolutionMode.Minimal(minimal.providersMayStandIn(), EFFORT);
      case ResolutionMode.Update update -> new ResolutionMode.Update(update.composition(), EFFORT);
    };
  }

  /** The first objective that is worse with the package; equal figures leave it to the names. */
  private Rejection compared(List<Bound> others) {
    for (int i = 0; i < Math.min(bounds.size(), others.size()); i++) {
      Bound mine = bounds.get(i);
      Bound other = others.get(i);
      if (mine.objective() == Objective.NAMES) {
        break;
      }
      if (other.proved() > mine.reached()) {
        return new Rejection.Worse(mine.objective(), other.proved() - mine.reached());
      }
      if (other.reached() != mine.reached()) {
        return new Rejection.NotCompared();
      }
    }
    return new Rejection.LaterByName();
  }
}
