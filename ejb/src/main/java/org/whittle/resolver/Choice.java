package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;

/**
 * What may satisfy one thing that was asked for: a clause of a package, or a root of a request.
 *
 * @param parts any of which suffices, in the order written
 */
record Choice(List<Part> parts) {
  /**
   * One question of the choice, such as {@code libc6 (>= 2.34)}.
   *
   * @param text as it is written
   * @param subject number of the name that it speaks of, or -1
   * @param solvers the packages that satisfy it, the preferred first
   * @param known the packages that have or provide the name in any version
   */
  record Part(String text, int subject, List<Integer> solvers, List<Integer> known) {
    /** Why a known package that does not satisfy the part falls short of it. */
    Obstacle shortfall(PackageUniverse universe, int other) {
      return universe.nameOf(other) == subject
          ? new Obstacle.WrongVersion(text)
          : new Obstacle.ProvidesOtherVersion(text);
    }

    /** The known packages that do not satisfy the part. */
    List<Integer> fallingShort() {
      return known.stream().filter(other -> !solvers.contains(other)).toList();
    }
  }

  static Choice ofClause(PackageUniverse universe, int clause) {
    List<Part> parts = new ArrayList<>();
    for (int relation : universe.clauses().row(clause)) {
      int subject = universe.subject(relation);
      List<Integer> known =
          subject < 0
              ? List.of()
              : listed(universe.matching(universe.name(subject), VersionRange.ANY));
      parts.add(
          new Part(
              universe.relationText(relation),
              subject,
              listed(universe.solvers().row(relation)),
              known));
    }
    return new Choice(parts);
  }

  static Choice ofRoot(PackageUniverse universe, Root root) {
    return new Choice(
        List.of(
            new Part(
                root.toString(),
                universe.find(root.name()).orElse(-1),
                listed(universe.matching(root.name(), root.range())),
                listed(universe.matching(root.name(), VersionRange.ANY)))));
  }

  static Choice ofEssential(PackageUniverse universe, int name) {
    List<Integer> versions = listed(universe.versions().row(name));
    return new Choice(
        List.of(new Part(universe.name(name) + " (essential)", name, versions, versions)));
  }

  /** The parts as written, with a bar between. */
  String text() {
    return String.join(" | ", parts.stream().map(Part::text).toList());
  }

  private static List<Integer> listed(int[] values) {
    List<Integer> list = new ArrayList<>(values.length);
    for (int value : values) {
      list.add(value);
    }
    return list;
  }
}
