package org.whittle.universe;

import java.util.Arrays;
import java.util.Optional;
import org.whittle.resolver.IntTable;

/**
 * Numbers names, relations and clauses in the order in which the packages, in their order, speak of
 * them; so the numbers do not depend on how the packages were read.
 */
final class Numbering {
  /** A group of which nothing concerns this architecture. */
  private static final int ABSENT = -2;

  private static final int UNKNOWN = -1;

  /** What a relation is there for. */
  static final int ASKS = 0;

  static final int EXCLUDES = 1;

  /** Packages of the name are excluded, but none that provides it. */
  static final int EXCLUDES_NAME = 2;

  private static final int KINDS = 3;

  /** Instead of a word if a relation spares nobody. */
  static final int NOBODY = -1;

  private final Optional<Siblings> siblings;
  private final IndexPart part;
  private final Rows rows;
  private final int words;
  private final int[] names;
  private final int[] relationNumbers;
  private final int[][] clauseNumbers;

  final Ints nameWords = new Ints(1 << 17);
  final Ints nameMachines = new Ints(1 << 17);

  /** Of each relation its number in the part, its kind, and its packages' machine. */
  final Ints relations = new Ints(1 << 17);

  private final Ints owners = new Ints(1 << 17);

  final Ints subjects = new Ints(1 << 17);
  final IntTable.Builder clauses = new IntTable.Builder();
  final IntTable.Builder requirements = new IntTable.Builder();
  final IntTable.Builder recommendations = new IntTable.Builder();
  final IntTable.Builder exclusions = new IntTable.Builder();

  /** Siblings are there if the universe has foreign architectures. */
  Numbering(IndexPart part, int[] order, int machines) {
    this.siblings =
        machines == 1 ? Optional.empty() : Optional.of(new Siblings(part, order, machines));
    this.part = part;
    this.rows = part.rows();
    this.words = part.words().size();
    this.names = unknown(words * machines);
    this.relationNumbers = unknown(part.relations().size() * KINDS * machines);
    this.clauseNumbers = new int[machines][];
    for (int machine = 0; machine < machines; machine++) {
      clauseNumbers[machine] = unknown(part.groups(machine).size());
    }
  }

  private static int[] unknown(int size) {
    int[] numbers = new int[size];
    Arrays.fill(numbers, UNKNOWN);
    return numbers;
  }

  /** Adds the relations of the next package. */
  void add(int row) {
    int machine = Flags.machine(rows.flags(row));
    addClauses(row, machine, Rows.NEEDED, requirements);
    addClauses(row, machine, Rows.WISHED, recommendations);
    addExclusions(row, machine);
  }

  private void addClauses(int row, int machine, int kind, IntTable.Builder into) {
    int[] numbers = clauseNumbers[machine];
    for (int i = rows.start(row, kind); i < rows.end(row, kind); i++) {
      int group = rows.group(i);
      int number = numbers[group];
      if (number == UNKNOWN) {
        number = newClause(group, machine);
        numbers[group] = number;
      }
      if (number != ABSENT) {
        into.add(number);
      }
    }
    into.endRow();
  }

  private int newClause(int group, int machine) {
    Groups groups = part.groups(machine);
    int start = groups.start(group);
    int end = groups.end(group);
    if (start == end) {
      return ABSENT;
    }
    for (int i = start; i < end; i++) {
      clauses.add(relation(groups.member(i), machine, ASKS));
    }
    return clauses.endRow();
  }

  private void addExclusions(int row, int machine) {
    Groups groups = part.groups(machine);
    for (int i = rows.start(row, Rows.EXCLUDED); i < rows.end(row, Rows.EXCLUDED); i++) {
      int group = rows.group(i);
      for (int m = groups.start(group); m < groups.end(group); m++) {
        exclusions.add(exclusion(groups.member(m), row, machine));
      }
    }
    if (siblings.isPresent()) {
      siblings.get().addExclusions(row, machine, this, exclusions);
    }
    exclusions.endRow();
  }

  private int exclusion(int relation, int row, int machine) {
    return siblings.isPresent() && siblings.get().spares(relation, row, machine)
        ? newRelation(at(relation, machine, EXCLUDES), rows.cell(row, Rows.NAME))
        : relation(relation, machine, EXCLUDES);
  }

  /** The number of a relation of the part in packages of a machine. */
  int relation(int relation, int machine, int kind) {
    int at = at(relation, machine, kind);
    if (relationNumbers[at] == UNKNOWN) {
      relationNumbers[at] = newRelation(at, NOBODY);
    }
    return relationNumbers[at];
  }

  private int at(int relation, int machine, int kind) {
    return (relation * KINDS + kind) * clauseNumbers.length + machine;
  }

  private int newRelation(int at, int spared) {
    int relation = at / clauseNumbers.length / KINDS;
    relations.add(at);
    owners.add(spared);
    subjects.add(name(part.relations().name(relation), asked(relation, at)));
    return relations.size() - 1;
  }

  /** The machine of which a relation asks for packages first. */
  private int asked(int relation, int at) {
    int qualifier = part.relations().qualifier(relation);
    int machine = qualifier - IndexPart.FIRST_ARCHITECTURE;
    if (qualifier == IndexPart.NATIVE) {
      return 0;
    }
    return machine >= 0 && machine < clauseNumbers.length ? machine : at % clauseNumbers.length;
  }

  /** The relation of the part that a relation is. */
  int origin(int number) {
    return relations.get(number) / clauseNumbers.length / KINDS;
  }

  /** Whether it asks for something, excludes it, or excludes those of the name alone. */
  int kind(int number) {
    return relations.get(number) / clauseNumbers.length % KINDS;
  }

  /** The machine of the packages that speak of a relation. */
  int machine(int number) {
    return relations.get(number) % clauseNumbers.length;
  }

  /** The word of the name whose packages a relation spares, or {@link #NOBODY}. */
  int spared(int number) {
    return owners.get(number);
  }

  /** The number of a name on a machine. */
  int name(int word, int machine) {
    int at = machine * words + word;
    if (names[at] == UNKNOWN) {
      names[at] = nameWords.size();
      nameWords.add(word);
      nameMachines.add(machine);
    }
    return names[at];
  }

  /** The same if anything speaks of it, otherwise -1. */
  int knownName(int word, int machine) {
    return names[machine * words + word];
  }
}
