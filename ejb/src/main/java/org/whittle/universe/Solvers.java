package org.whittle.universe;

import org.whittle.format.deb.MultiArch;
import org.whittle.format.deb.Relation;
import org.whittle.format.deb.VersionBytes;
import org.whittle.resolver.IntTable;

/** Works out which packages satisfy each relation: those of the name first, then providers. */
final class Solvers {
  private final IndexPart part;
  private final int[] order;
  private final Numbering numbering;
  private final IntTable versions;
  private final Providers providers;
  private final int machines;
  private final IntTable.Builder table = new IntTable.Builder();

  /** The last relation that each package was found for, counted from 1. */
  private final int[] found;

  Solvers(
      IndexPart part,
      int[] order,
      Numbering numbering,
      IntTable versions,
      Providers providers,
      int machines) {
    this.part = part;
    this.order = order;
    this.numbering = numbering;
    this.versions = versions;
    this.providers = providers;
    this.machines = machines;
    this.found = new int[order.length];
  }

  IntTable table() {
    for (int relation = 0; relation < numbering.relations.size(); relation++) {
      int name = part.relations().name(numbering.origin(relation));
      int own = numbering.machine(relation);
      addReal(relation, numbering.knownName(name, own));
      for (int machine = 0; machine < machines; machine++) {
        if (machine != own) {
          addReal(relation, numbering.knownName(name, machine));
        }
      }
      if (numbering.kind(relation) != Numbering.EXCLUDES_NAME) {
        addProviders(relation, numbering.knownName(name, own));
        for (int machine = 0; machine < machines; machine++) {
          if (machine != own) {
            addProviders(relation, numbering.knownName(name, machine));
          }
        }
      }
      table.endRow();
    }
    return table.build();
  }

  private void addReal(int relation, int name) {
    if (name < 0) {
      return;
    }
    for (int i = versions.start(name); i < versions.end(name); i++) {
      int aPackage = versions.at(i);
      int version = part.rows().cell(order[aPackage], Rows.VERSION);
      if (admits(numbering.origin(relation), version)) {
        add(relation, aPackage);
      }
    }
  }

  private void addProviders(int relation, int name) {
    if (name < 0) {
      return;
    }
    for (int i = providers.start(name); i < providers.end(name); i++) {
      if (admits(numbering.origin(relation), providers.version(i))) {
        add(relation, providers.provider(i));
      }
    }
  }

  private void add(int relation, int aPackage) {
    if (found[aPackage] != relation + 1 && fits(relation, aPackage)) {
      found[aPackage] = relation + 1;
      table.add(aPackage);
    }
  }

  private boolean admits(int relation, int version) {
    int asked = part.relations().version(relation);
    if (asked == RelationTable.NONE) {
      return true;
    }
    if (version == RelationTable.NONE) {
      return false;
    }
    return Relation.Operator.of(part.relations().operator(relation))
        .admits(compare(version, asked));
  }

  private int compare(int a, int b) {
    Words words = part.words();
    byte[] pool = words.pool();
    return a == b
        ? 0
        : VersionBytes.compare(
            pool, words.start(a), words.end(a), pool, words.start(b), words.end(b));
  }

  /** Whether the architecture of a package is one that the relation asks for (Multi-Arch). */
  private boolean fits(int relation, int aPackage) {
    int row = order[aPackage];
    int flags = part.rows().flags(row);
    if (numbering.spared(relation) == part.rows().cell(row, Rows.NAME)) {
      return false;
    }
    int qualifier = part.relations().qualifier(numbering.origin(relation));
    boolean excludes = numbering.kind(relation) != Numbering.ASKS;
    if (qualifier == RelationTable.NONE) {
      return machines == 1
          || excludes
          || Flags.machine(flags) == numbering.machine(relation)
          || Flags.is(MultiArch.FOREIGN, flags);
    }
    if (qualifier == IndexPart.ANY) {
      return excludes || Flags.is(MultiArch.ALLOWED, flags);
    }
    int machine = qualifier == IndexPart.NATIVE ? 0 : qualifier - IndexPart.FIRST_ARCHITECTURE;
    return machine == Flags.machine(flags);
  }
}
