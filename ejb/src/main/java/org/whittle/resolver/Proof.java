package org.whittle.resolver;

import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;

/**
 * Steps that lead from a core to a contradiction, each from the ones before it.
 *
 * @param steps numbered from 1; the last one is a clash
 */
public record Proof(List<Step> steps) {
  /** Keeps the order. */
  public Proof {
    steps = List.copyOf(steps);
  }

  /** What a step says. */
  public enum Claim {
    /** A package must be chosen. */
    CHOSEN,
    /** Packages cannot be chosen. */
    OUT,
    /** A package is chosen for the sake of argument. */
    SUPPOSED,
    /** What was said before cannot be. */
    CLASH
  }

  /** What a step rests on: that something was said of a package. */
  public record Premise(PackageId id, int step) {}

  /**
   * One step.
   *
   * @param depth how many suppositions it stands under
   * @param packages what it is about; of a clash none
   * @param cause the fact of the core that it follows from; empty if a supposition came to nothing
   * @param premises the earlier steps that it follows from
   */
  public record Step(
      int number,
      int depth,
      Claim claim,
      List<PackageId> packages,
      Optional<Cause> cause,
      List<Premise> premises) {
    /** Keeps the order. */
    public Step {
      packages = List.copyOf(packages);
      premises = List.copyOf(premises);
    }

    /** The step that says something of a package, if this one rests on it. */
    public Optional<Integer> stepOf(PackageId id) {
      return premises.stream().filter(p -> p.id().equals(id)).map(Premise::step).findFirst();
    }
  }

  /**
   * Draws conclusions from facts that cannot hold together.
   *
   * @return empty if the facts leave a way, or if it takes too many steps to be read
   */
  public static Optional<Proof> of(List<Cause> core) {
    return new ProofFinder(core).find();
  }
}
