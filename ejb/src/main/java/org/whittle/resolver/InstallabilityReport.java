package org.whittle.resolver;

import java.util.Arrays;
import java.util.List;
import org.whittle.format.PackageId;
import org.whittle.kernel.InvalidInput;

/** Which packages of a universe can never be chosen, each taken alone. */
public final class InstallabilityReport {
  private final PackageUniverse universe;
  private final CandidatePolicy policy;
  private final int checked;
  private final List<PackageId> broken;

  InstallabilityReport(
      PackageUniverse universe, CandidatePolicy policy, int checked, List<PackageId> broken) {
    this.universe = universe;
    this.policy = policy;
    this.checked = checked;
    this.broken = broken.stream().sorted().toList();
  }

  /** How many packages were checked. */
  public int checked() {
    return checked;
  }

  /** The packages that cannot be installed, sorted by id. */
  public List<PackageId> broken() {
    return broken;
  }

  /**
   * Why a package cannot be installed.
   *
   * @throws InvalidInput if it can be, or is not in the universe
   */
  public Explanation explain(PackageId id) {
    Root root = new Root(id.name(), VersionRange.exactly(id.version()));
    ResolutionRequest request =
        ResolutionRequest.of(List.of(root)).withPolicy(policy).withBans(standIns(id, root));
    return switch (Resolver.resolve(universe, request)) {
      case Unsatisfiable unsatisfiable -> unsatisfiable.explanation();
      case Resolved resolved ->
          throw new InvalidInput("cannot explain why " + id + " is broken: it can be installed");
    };
  }

  /** Those that provide the name in just this version: they are not what was checked. */
  private List<Ban> standIns(PackageId id, Root root) {
    return Arrays.stream(universe.matching(root.name(), root.range()))
        .mapToObj(universe::id)
        .filter(other -> !other.name().equals(id.name()))
        .map(other -> new Ban(other.name(), VersionRange.exactly(other.version())))
        .toList();
  }
}
