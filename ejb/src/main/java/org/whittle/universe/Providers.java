package org.whittle.universe;

import java.util.Arrays;
import org.whittle.format.deb.Relation;
import org.whittle.resolver.IntTable;

/**
 * Who provides a name, the preferred one first (Debian Policy 7.5, "Virtual packages - Provides").
 *
 * <p>Among equals apt takes the one that it came across last. Archives write packages by source and
 * name, so the last in that order comes first here, in whatever order they were read.
 */
final class Providers {
  private final IndexPart part;
  private final int[] order;
  private final Numbering numbering;
  private int[] ends = new int[0];
  private int[] providers = new int[0];
  private int[] versions = new int[0];

  Providers(IndexPart part, int[] order, Numbering numbering) {
    this.part = part;
    this.order = order;
    this.numbering = numbering;
  }

  /** Reads what the packages provide; all other names must have their numbers. */
  void read() {
    Ints names = new Ints(1 << 14);
    Ints packages = new Ints(1 << 14);
    Ints provided = new Ints(1 << 14);
    Rows rows = part.rows();
    for (int p = 0; p < order.length; p++) {
      int row = order[p];
      int machine = Flags.machine(rows.flags(row));
      Groups groups = part.groups(machine);
      for (int i = rows.start(row, Rows.PROVIDED); i < rows.end(row, Rows.PROVIDED); i++) {
        int group = rows.group(i);
        for (int m = groups.start(group); m < groups.end(group); m++) {
          int relation = groups.member(m);
          names.add(numbering.name(part.relations().name(relation), machine));
          packages.add(p);
          provided.add(exactVersion(relation));
        }
      }
    }
    arrange(names, packages, provided);
  }

  /** The version that is provided, if it is exact. */
  private int exactVersion(int relation) {
    return part.relations().operator(relation) == Relation.Operator.EQUAL.code()
        ? part.relations().version(relation)
        : RelationTable.NONE;
  }

  private void arrange(Ints names, Ints packages, Ints provided) {
    int[] next = new int[numbering.nameWords.size()];
    for (int i = 0; i < names.size(); i++) {
      next[names.get(i)]++;
    }
    ends = new int[next.length];
    int sum = 0;
    for (int name = 0; name < next.length; name++) {
      sum += next[name];
      ends[name] = sum;
      next[name] = sum - next[name];
    }
    providers = new int[sum];
    versions = new int[sum];
    for (int i = 0; i < names.size(); i++) {
      int name = names.get(i);
      int at = next[name]++;
      int start = name == 0 ? 0 : ends[name - 1];
      int p = packages.get(i);
      for (; at > start && isBefore(p, providers[at - 1]); at--) {
        providers[at] = providers[at - 1];
        versions[at] = versions[at - 1];
      }
      providers[at] = p;
      versions[at] = provided.get(i);
    }
  }

  private boolean isBefore(int one, int other) {
    int difference = Integer.compare(preference(one), preference(other));
    if (difference == 0 && text(one, Rows.NAME) != text(other, Rows.NAME)) {
      difference = compare(text(candidate(other), Rows.SOURCE), text(candidate(one), Rows.SOURCE));
      difference =
          difference != 0 ? difference : compare(text(other, Rows.NAME), text(one, Rows.NAME));
    }
    return difference < 0;
  }

  /** The first package of the name of one: names stand together, whatever the source of each. */
  private int candidate(int aPackage) {
    int first = aPackage;
    while (first > 0 && text(first - 1, Rows.NAME) == text(aPackage, Rows.NAME)) {
      first--;
    }
    return first;
  }

  private int text(int aPackage, int cell) {
    return part.rows().cell(order[aPackage], cell);
  }

  private int compare(int one, int other) {
    Words words = part.words();
    byte[] pool = words.pool();
    return Arrays.compareUnsigned(
        pool, words.start(one), words.end(one), pool, words.start(other), words.end(other));
  }

  private int preference(int aPackage) {
    return Flags.preference(part.rows().flags(order[aPackage]));
  }

  int size() {
    return providers.length;
  }

  int start(int name) {
    return name == 0 ? 0 : ends[name - 1];
  }

  int end(int name) {
    return ends[name];
  }

  /** The package at a place between start and end. */
  int provider(int at) {
    return providers[at];
  }

  /** The word of the version at a place, or {@link RelationTable#NONE}. */
  int version(int at) {
    return versions[at];
  }

  IntTable table() {
    return IntTable.of(ends, providers);
  }
}
