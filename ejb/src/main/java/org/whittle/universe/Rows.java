package org.whittle.universe;

/**
 * Packages as they were read, a row of integers each.
 *
 * <p>The relations of a row are numbers of groups in one list: those that it needs, then wishes,
 * then excludes, then provides; each kind ends where the row says.
 */
final class Rows {
  /** The cells of a row. */
  static final int NAME = 0;

  static final int VERSION = 1;
  static final int ARCHITECTURE = 2;
  static final int SOURCE = 3;
  static final int SOURCE_VERSION = 4;
  static final int SECTION = 5;
  static final int PRIORITY = 6;
  static final int FLAGS = 7;
  static final int PIN = 8;
  static final int FACTS = 9;

  /** The first of the ends of the four kinds of groups. */
  static final int GROUPS_END = 10;

  /** The upper half of the size, its lower one, and those of the installed size in KiB. */
  static final int SIZES = 14;

  /** The place of the index among all. */
  static final int ORIGIN = 18;

  /** The length of the facts. */
  static final int FACTS_LENGTH = 19;

  static final int WIDTH = 20;

  /** The kinds of groups. */
  static final int NEEDED = 0;

  static final int WISHED = 1;
  static final int EXCLUDED = 2;
  static final int PROVIDED = 3;

  /** How many cells of a row are numbers of words, from the first on. */
  private static final int WORDS = 7;

  private final Ints cells;
  private final Ints groups;

  /** Makes room for so many rows; more may come. */
  Rows(int expected) {
    cells = new Ints(expected * WIDTH);
    groups = new Ints(expected * 6);
  }

  /** The list to which the groups of the next row are added. */
  Ints groups() {
    return groups;
  }

  /** Adds a row of {@link #WIDTH} cells. */
  void add(int[] row) {
    for (int cell : row) {
      cells.add(cell);
    }
  }

  /** Adds rows of another part, whose words, groups and facts have these numbers here. */
  void addAll(Rows others, int[] words, int[][] groupNumbers, int factsBefore) {
    int groupsBefore = groups.size();
    int[] copy = new int[WIDTH];
    for (int row = 0; row < others.size(); row++) {
      int[] renumbered = groupNumbers[Flags.machine(others.flags(row))];
      for (int g = others.start(row, NEEDED); g < others.end(row, PROVIDED); g++) {
        groups.add(renumbered[others.groups.get(g)]);
      }
      for (int cell = 0; cell < WIDTH; cell++) {
        copy[cell] = others.cell(row, cell);
      }
      for (int cell = 0; cell < WORDS; cell++) {
        copy[cell] = words[copy[cell]];
      }
      for (int cell = GROUPS_END; cell <= GROUPS_END + PROVIDED; cell++) {
        copy[cell] += groupsBefore;
      }
      copy[FACTS] += factsBefore;
      add(copy);
    }
  }

  int size() {
    return cells.size() / WIDTH;
  }

  int cell(int row, int cell) {
    return cells.get(row * WIDTH + cell);
  }

  int flags(int row) {
    return cell(row, FLAGS);
  }

  /** Where the groups of a kind start in a row. */
  int start(int row, int kind) {
    if (kind > 0) {
      return cell(row, GROUPS_END + kind - 1);
    }
    return row == 0 ? 0 : cell(row - 1, GROUPS_END + PROVIDED);
  }

  /** Where the groups of a kind end in a row. */
  int end(int row, int kind) {
    return cell(row, GROUPS_END + kind);
  }

  /** The group at a place between start and end. */
  int group(int at) {
    return groups.get(at);
  }
}
