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
    Findings findings = new Findings();
    findings.addAll(
        universe.matching(root.name(), VersionRange.ANY),
        universe.matching(root.name(), root.range()),
        universe.find(root.name()).orElse(-1),
        root.toString());
    return new Cause.Requested(root.toString(), findings.options(), findings.nearMisses());
  }

  Cause.Requested essential(int name) {
    Findings findings = new Findings();
    int[] versions = universe.versions().row(name);
    String text = universe.name(name) + " (essential)";
    findings.addAll(versions, versions, name, text);
    return new Cause.Requested(text, findings.options(), findings.nearMisses());
  }

  Cause.Requires requires(int aPackage, int clause) {
    Findings findings = new Findings();
    IntTable clauses = universe.clauses();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      int relation = clauses.at(i);
      int subject = universe.subject(relation);
      int[] known =
          subject < 0 ? new int[0] : universe.matching(universe.name(subject), VersionRange.ANY);
      findings.addAll(
          known, universe.solvers().row(relation), subject, universe.relationText(relation));
    }
    return new Cause.Requires(
        universe.id(aPackage),
        ClauseText.of(universe, clause),
        findings.options(),
        findings.nearMisses());
  }

  Cause.Excludes excludes(int aPackage, int relation, int other) {
    return new Cause.Excludes(
        universe.id(aPackage), universe.relationText(relation), universe.id(other));
  }

  Cause.SameName sameName(int one, int other) {
    return new Cause.SameName(universe.id(one), universe.id(other));
  }

  /** What was found for the relations of one clause, each package once. */
  private final class Findings {
    private final List<PackageId> options = new ArrayList<>();
    private final Map<Integer, NearMiss> nearMisses = new LinkedHashMap<>();

    void addAll(int[] known, int[] solvers, int subject, String relation) {
      for (int solver : solvers) {
        if (!eligibility.admits(solver)) {
          eligibility.obstacle(solver).ifPresent(obstacle -> miss(solver, obstacle));
        } else if (!options.contains(universe.id(solver))) {
          options.add(universe.id(solver));
        }
      }
      for (int other : known) {
        if (!contains(solvers, other)) {
          miss(
              other,
              universe.nameOf(other) == subject
                  ? new Obstacle.WrongVersion(relation)
                  : new Obstacle.ProvidesOtherVersion(relation));
        }
      }
    }

    private void miss(int aPackage, Obstacle obstacle) {
      nearMisses.putIfAbsent(aPackage, new NearMiss(universe.id(aPackage), obstacle));
    }

    List<PackageId> options() {
      return options;
    }

    List<NearMiss> nearMisses() {
      return List.copyOf(nearMisses.values());
    }
  }

  private static boolean contains(int[] values, int value) {
    for (int candidate : values) {
      if (candidate == value) {
        return true;
      }
    }
    return false;
  }
}
