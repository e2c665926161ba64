package org.whittle.resolver;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What may satisfy one thing that was asked for: a clause of a package, or a root of a request.
 *
 * @param parts any of which suffices, in the order written
 */
record Choice(List<Part> parts) {
  private static final int NO_NUMBER = -1;

  /**
   * One question of the choice, such as {@code libc6 (>= 2.34)}.
   *
   * @param text as it is written
   * @param relation its number, or -1 if it is a root
   * @param subject number of the name that it speaks of, or -1
   * @param solvers the packages that satisfy it, the preferred first
   * @param known the packages that have or provide the name in any version
   */
  record Part(String text, int relation, int subject, List<Integer> solvers, List<Integer> known) {
    /** Why a known package that does not satisfy the part falls short of it. */
    Obstacle shortfall(PackageUniverse universe, int other) {
      if (relation >= 0 && !universe.fits(relation, other)) {
        return new Obstacle.OtherArchitecture();
      }
      return universe.name(universe.nameOf(other)).equals(universe.name(subject))
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
      parts.add(
          new Part(
              universe.relationText(relation),
              relation,
              universe.subject(relation),
              listed(universe.solvers().row(relation)),
              known(universe, universe.subject(relation))));
    }
    return new Choice(parts);
  }

  static Choice ofRoot(PackageUniverse universe, Root root) {
    return new Choice(
        List.of(
            new Part(
                root.toString(),
                NO_NUMBER,
                root.nameIn(universe).orElse(NO_NUMBER),
                listed(root.matching(universe, root.range())),
                listed(root.matching(universe, VersionRange.ANY)))));
  }

  static Choice ofEssential(PackageUniverse universe, int name) {
    List<Integer> versions = listed(universe.versions().row(name));
    return new Choice(
        List.of(
            new Part(universe.name(name) + " (essential)", NO_NUMBER, name, versions, versions)));
  }

  /** The parts as written, with a bar between. */
  String text() {
    return String.join(" | ", parts.stream().map(Part::text).toList());
  }

  /** What has or provides a name, for whichever architecture. */
  private static List<Integer> known(PackageUniverse universe, int subject) {
    return subject == NO_NUMBER
        ? List.of()
        : Arrays.stream(universe.namesakes(universe.name(subject)))
            .flatMap(name -> Arrays.stream(universe.matching(name, VersionRange.ANY)))
            .distinct()
            .boxed()
            .toList();
  }

  private static List<Integer> listed(int[] values) {
    List<Integer> list = new ArrayList<>(values.length);
    for (int value : values) {
      list.add(value);
    }
    return list;
  }
}
