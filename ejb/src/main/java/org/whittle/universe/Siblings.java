package org.whittle.universe;

import org.whittle.format.deb.MultiArch;
import org.whittle.format.deb.Relation;
import org.whittle.resolver.IntTable;

/**
 * What packages of one name and several architectures exclude by themselves (Multi-Arch
 * specification, "Dependencies on and conflicts between packages of different architectures").
 *
 * <p>They exclude one another unless each is of the kind {@code same} and their versions are alike.
 * Such siblings never conflict by what they write: a package may conflict with a name that it
 * provides.
 */
final class Siblings {
  private final IndexPart part;
  private final Rows rows;
  private final int machines;
  private final int words;

  /** Whether a name has packages on a machine. */
  private final boolean[] real;

  /** The relations are made beforehand, so that their numbers have their places. */
  Siblings(IndexPart part, int[] order, int machines) {
    this.part = part;
    this.rows = part.rows();
    this.machines = machines;
    this.words = part.words().size();
    this.real = new boolean[words * machines];
    for (int row : order) {
      real[Flags.machine(rows.flags(row)) * words + rows.cell(row, Rows.NAME)] = true;
    }
    for (int row : order) {
      forEach(row, Flags.machine(rows.flags(row)), relation -> {});
    }
  }

  /** Takes the relations of a part. */
  @FunctionalInterface
  private interface Taker {
    void take(int relation);
  }

  /** Adds what a package excludes of its name on other machines. */
  void addExclusions(int row, int machine, Numbering numbering, IntTable.Builder into) {
    forEach(
        row,
        machine,
        relation -> into.add(numbering.relation(relation, machine, Numbering.EXCLUDES_NAME)));
  }

  private void forEach(int row, int machine, Taker taker) {
    int name = rows.cell(row, Rows.NAME);
    for (int other = 0; other < machines; other++) {
      if (other == machine || !real[other * words + name]) {
        continue;
      }
      int qualifier = IndexPart.FIRST_ARCHITECTURE + other;
      if (Flags.is(MultiArch.SAME, rows.flags(row))) {
        int version = rows.cell(row, Rows.VERSION);
        taker.take(relation(name, qualifier, Relation.Operator.EARLIER, version));
        taker.take(relation(name, qualifier, Relation.Operator.LATER, version));
      } else {
        taker.take(relation(name, qualifier, Relation.Operator.EARLIER, RelationTable.NONE));
      }
    }
  }

  private int relation(int name, int qualifier, Relation.Operator operator, int version) {
    int code = version == RelationTable.NONE ? 0 : operator.code();
    return part.relations().intern(name, qualifier, code, version);
  }

  /** Whether what a package excludes could be a sibling of it. */
  boolean spares(int relation, int row, int machine) {
    int excluded = part.relations().name(relation);
    if (excluded == rows.cell(row, Rows.NAME)) {
      return true;
    }
    Groups groups = part.groups(machine);
    for (int i = rows.start(row, Rows.PROVIDED); i < rows.end(row, Rows.PROVIDED); i++) {
      int group = rows.group(i);
      for (int m = groups.start(group); m < groups.end(group); m++) {
        if (part.relations().name(groups.member(m)) == excluded) {
          return true;
        }
      }
    }
    return false;
  }
}
