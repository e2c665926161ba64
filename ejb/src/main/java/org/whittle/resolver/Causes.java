package org.whittle.resolver;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.whittle.format.PackageId;

/** Makes causes of the numbers of a universe. */
final class Causes {
  private final PackageUniverse universe;
  private final Eligibility eligibility;

  /** Facts about many packages speak of the same few again and again. */
  private final Map<Integer, PackageId> ids = new HashMap<>();

  Causes(PackageUniverse universe, Eligibility eligibility) {
    this.universe = universe;
    this.eligibility = eligibility;
  }

  private PackageId id(int aPackage) {
    return ids.computeIfAbsent(aPackage, universe::id);
  }

  Cause.Requested requested(Root root) {
    return requested(Choice.ofRoot(universe, root));
  }

  Cause.Requested essential(int name) {
    return requested(Choice.ofEssential(universe, name));
  }

  private Cause.Requested requested(Choice choice) {
    Findings findings = new Findings(choice);
    return new Cause.Requested(choice.text(), findings.options(), findings.nearMisses());
  }

  Cause.Requires requires(int aPackage, int clause) {
    Choice choice = Choice.ofClause(universe, clause);
    Findings findings = new Findings(choice);
    return new Cause.Requires(
        id(aPackage), choice.text(), findings.options(), findings.nearMisses());
  }

  Cause.Excludes excludes(int aPackage, int relation, int other) {
    return new Cause.Excludes(id(aPackage), universe.relationText(relation), id(other));
  }

  Cause.SameName sameName(int one, int other) {
    return new Cause.SameName(id(one), id(other));
  }

  /** What was found for a choice, each package once. */
  private final class Findings {
    private final Set<PackageId> given = new LinkedHashSet<>();
    private final Map<Integer, NearMiss> nearMisses = new LinkedHashMap<>();

    Findings(Choice choice) {
      for (Choice.Part part : choice.parts()) {
        for (int solver : part.solvers()) {
          if (!eligibility.admits(solver)) {
            eligibility.obstacle(solver).ifPresent(obstacle -> miss(solver, obstacle));
          } else {
            given.add(id(solver));
          }
        }
        for (int other : part.fallingShort()) {
          miss(other, part.shortfall(universe, other));
        }
      }
    }

    List<PackageId> options() {
      return List.copyOf(given);
    }

    private void miss(int aPackage, Obstacle obstacle) {
      nearMisses.putIfAbsent(aPackage, new NearMiss(id(aPackage), obstacle));
    }

    List<NearMiss> nearMisses() {
      return List.copyOf(nearMisses.values());
    }
  }
}
