package org.whittle.universe;

import java.util.Arrays;
import org.whittle.resolver.IntTable;

/**
 * Numbers names, relations and clauses in the order in which the packages, in their order, speak of
 * them; so the numbers do not depend on how the packages were read.
 */
final class Numbering {
  /** A group of which nothing concerns this architecture. */
  private static final int ABSENT = -2;

  private static final int UNKNOWN = -1;

  private final IndexPart part;
  private final Rows rows;
  private final int words;
  private final int[] names;
  private final int[] relationNumbers;
  private final int[][] clauseNumbers;

  final Ints nameWords = new Ints(1 << 17);
  final Ints nameMachines = new Ints(1 << 17);

  /** Of each relation its number in the part, its package's machine, and whether it excludes. */
  final Ints relations = new Ints(1 << 17);

  final Ints subjects = new Ints(1 << 17);
  final IntTable.Builder clauses = new IntTable.Builder();
  final IntTable.Builder requirements = new IntTable.Builder();
  final IntTable.Builder recommendations = new IntTable.Builder();
  final IntTable.Builder exclusions = new IntTable.Builder();

  Numbering(IndexPart part, int machines) {
    this.part = part;
    this.rows = part.rows();
    this.words = part.words().size();
    this.names = unknown(words * machines);
    this.relationNumbers = unknown(part.relations().size() * 2 * machines);
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
      clauses.add(relation(groups.member(i), machine, 0));
    }
    return clauses.endRow();
  }

  private void addExclusions(int row, int machine) {
    Groups groups = part.groups(machine);
    for (int i = rows.start(row, Rows.EXCLUDED); i < rows.end(row, Rows.EXCLUDED); i++) {
      int group = rows.group(i);
      for (int m = groups.start(group); m < groups.end(group); m++) {
        exclusions.add(relation(groups.member(m), machine, 1));
      }
    }
    exclusions.endRow();
  }

  private int relation(int relation, int machine, int excludes) {
    int at = (relation * 2 + excludes) * clauseNumbers.length + machine;
    if (relationNumbers[at] == UNKNOWN) {
      relationNumbers[at] = relations.size();
      relations.add(at);
      subjects.add(name(part.relations().name(relation), machine));
    }
    return relationNumbers[at];
  }

  /** The relation of the part that a relation is. */
  int origin(int number) {
    return relations.get(number) / clauseNumbers.length / 2;
  }

  boolean excludes(int number) {
    return (relations.get(number) / clauseNumbers.length & 1) != 0;
  }

  /** The machine of the packages that speak of a relation. */
  int machine(int number) {
    return relations.get(number) % clauseNumbers.length;
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
