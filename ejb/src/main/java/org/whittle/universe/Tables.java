package org.whittle.universe;

import java.nio.ByteBuffer;
import java.util.List;
import org.whittle.format.deb.Problem;
import org.whittle.resolver.IntTable;

/**
 * All that a universe knows, as columns of integers, tables and pools of bytes.
 *
 * <p>Texts are numbers of words, which lie behind one another in a pool. What is written down is
 * the same for the same packages, whatever the order in which they were read.
 *
 * @param architectures the machine's own first
 * @param columns by {@link Column}
 * @param tables by {@link Table}
 * @param words texts behind one another
 * @param facts see {@link Facts}
 * @param problems stanzas that were passed over
 * @param stanzas how many there were, those included
 */
record Tables(
    List<String> architectures,
    List<int[]> columns,
    List<IntTable> tables,
    ByteBuffer words,
    ByteBuffer facts,
    List<Problem> problems,
    int stanzas) {

  /** Copies the lists. */
  Tables {
    architectures = List.copyOf(architectures);
    columns = List.copyOf(columns);
    tables = List.copyOf(tables);
    problems = List.copyOf(problems);
  }

  /** Lists of integers: of each package, of each name, of each relation, and others. */
  enum Column {
    NAME(0),
    VERSION(1),
    ARCHITECTURE(2),
    SOURCE(3),
    SOURCE_VERSION(4),
    SECTION(5),
    PRIORITY(6),
    FLAGS(7),
    FACTS_END(8),
    SIZE_HIGH(9),
    SIZE_LOW(10),
    INSTALLED_HIGH(11),
    INSTALLED_LOW(12),
    ORIGIN(13),
    NAME_WORD(14),
    NAME_MACHINE(15),
    NAME_SLOTS(16),
    SUBJECT(17),
    QUALIFIER(18),
    OPERATOR(19),
    RELATION_VERSION(20),
    PROVIDED_VERSION(21),
    WORD_END(22);

    /** How many there are. */
    static final int COUNT = 23;

    private final int place;

    Column(int place) {
      this.place = place;
    }

    /** The place in the record and in its file. */
    int place() {
      return place;
    }
  }

  /** Lists of lists of integers. */
  enum Table {
    VERSIONS(0),
    REQUIREMENTS(1),
    RECOMMENDATIONS(2),
    EXCLUSIONS(3),
    CLAUSES(4),
    SOLVERS(5),
    PROVIDERS(6);

    /** How many there are. */
    static final int COUNT = 7;

    private final int place;

    Table(int place) {
      this.place = place;
    }

    /** The place in the record and in its file. */
    int place() {
      return place;
    }
  }

  int[] column(Column column) {
    return columns.get(column.place());
  }

  IntTable table(Table table) {
    return tables.get(table.place());
  }
}
