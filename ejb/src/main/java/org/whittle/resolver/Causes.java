package org.whittle.resolver;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.whittle.format.PackageId;

/** Makes causes of the numbers of a universe. */
final class Causes {
  private final PackageUniverse universe;
  private final Eligibility eligibility;

  Causes(PackageUniverse universe, Eligibility eligibility) {
    this.universe = universe;
    this.eligibility = eligibility;
  }

  Cause.Requested requested(Root root) {
    return requested(Choice.ofRoot(universe, root));
  }

  Cause.Requested essential(int name) {
    return requested(Choice.ofEssential(universe, name));
  }

  private Cause.Requested requested(Choice choice) {
    Findings findings = new Findings(choice);
    return new Cause.Requested(choice.text(), findings.options, findings.nearMisses());
  }

  Cause.Requires requires(int aPackage, int clause) {
    Choice choice = Choice.ofClause(universe, clause);
    Findings findings = new Findings(choice);
    return new Cause.Requires(
        universe.id(aPackage), choice.text(), findings.options, findings.nearMisses());
  }

  Cause.Excludes excludes(int aPackage, int relation, int other) {
    return new Cause.Excludes(
        universe.id(aPackage), universe.relationText(relation), universe.id(other));
  }

  Cause.SameName sameName(int one, int other) {
    return new Cause.SameName(universe.id(one), universe.id(other));
  }

  /** What was found for a choice, each package once. */
  private final class Findings {
    private final List<PackageId> options = new ArrayList<>();
    private final Map<Integer, NearMiss> nearMisses = new LinkedHashMap<>();

    Findings(Choice choice) {
      for (Choice.Part part : choice.parts()) {
        for (int solver : part.solvers()) {
          if (!eligibility.admits(solver)) {
            eligibility.obstacle(solver).ifPresent(obstacle -> miss(solver, obstacle));
          } else if (!options.contains(universe.id(solver))) {
            options.add(universe.id(solver));
          }
        }
        for (int other : part.fallingShort()) {
          miss(other, part.shortfall(universe, other));
        }
      }
    }

    private void miss(int aPackage, Obstacle obstacle) {
      nearMisses.putIfAbsent(aPackage, new NearMiss(universe.id(aPackage), obstacle));
    }

    List<NearMiss> nearMisses() {
      return List.copyOf(nearMisses.values());
    }
  }
}
