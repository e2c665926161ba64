package org.whittle.universe;

/** Distinct relations: a name, a qualifier, and how a version is compared with which one. */
final class RelationTable {
  /** Instead of a qualifier or a version that a relation does not have. */
  static final int NONE = -1;

  private static final int WIDTH = 4;

  private final Ints cells;
  private int[] slots;

  /** Makes room for so many relations; more may come. */
  RelationTable(int expected) {
    cells = new Ints(WIDTH * expected);
    slots = new int[Integer.highestOneBit(Math.max(expected, 8)) << 2];
  }

  int intern(int name, int qualifier, int operator, int version) {
    int mask = slots.length - 1;
    int slot = hash(name, qualifier, operator, version) & mask;
    while (slots[slot] != 0) {
      int at = (slots[slot] - 1) * WIDTH;
      if (cells.get(at) == name
          && cells.get(at + 1) == qualifier
          && cells.get(at + 2) == operator
          && cells.get(at + 3) == version) {
        return slots[slot] - 1;
      }
      slot = (slot + 1) & mask;
    }
    cells.add(name);
    cells.add(qualifier);
    cells.add(operator);
    cells.add(version);
    slots[slot] = size();
    if (2 * size() > slots.length) {
      widen();
    }
    return size() - 1;
  }

  private void widen() {
    slots = new int[2 * slots.length];
    for (int i = 0; i < size(); i++) {
      int slot = hash(name(i), qualifier(i), operator(i), version(i)) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = i + 1;
    }
  }

  private static int hash(int name, int qualifier, int operator, int version) {
    return Words.spread(((name * 31 + version) * 31 + qualifier) * 31 + operator);
  }

  /** The number here of each relation of others, whose words have these numbers here. */
  int[] addAll(RelationTable others, int[] words) {
    int[] numbers = new int[others.size()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] =
          intern(
              words[others.name(i)],
              word(words, others.qualifier(i)),
              others.operator(i),
              word(words, others.version(i)));
    }
    return numbers;
  }

  private static int word(int[] words, int number) {
    return number == NONE ? NONE : words[number];
  }

  int size() {
    return cells.size() / WIDTH;
  }

  int name(int relation) {
    return cells.get(relation * WIDTH);
  }

  int qualifier(int relation) {
    return cells.get(relation * WIDTH + 1);
  }

  /** The code of the {@link org.whittle.format.deb.Relation.Operator}. */
  int operator(int relation) {
    return cells.get(relation * WIDTH + 2);
  }

  int version(int relation) {
    return cells.get(relation * WIDTH + 3);
  }
}
