package org.whittle.universe;

import java.nio.ByteBuffer;
import java.util.List;
import org.whittle.kernel.Architecture;
import org.whittle.resolver.IntTable;
import org.whittle.universe.Tables.Column;
import org.whittle.universe.Tables.Table;

/** Makes the tables of a universe of what was read. */
final class Assembly {
  private final IndexPart part;
  private final Rows rows;
  private final int[] order;
  private final int machines;
  private final Numbering numbering;
  private final Providers providers;
  private final int[][] columns = new int[Column.COUNT][];
  private final IntTable[] tables = new IntTable[Table.COUNT];

  private Assembly(IndexPart part, int[] order, int machines) {
    this.part = part;
    this.rows = part.rows();
    this.order = order;
    this.machines = machines;
    this.numbering = new Numbering(part, order, machines);
    this.providers = new Providers(part, order, numbering);
  }

  /** The tables of what was read. */
  static Tables of(IndexReading.Result read, List<Architecture> architectures) {
    Assembly assembly = new Assembly(read.part, read.order, architectures.size());
    assembly.number();
    Texts texts = assembly.new Texts();
    texts.start();
    assembly.connect();
    texts.await();
    return new Tables(
        architectures.stream().map(Architecture::value).toList(),
        List.of(assembly.columns),
        List.of(assembly.tables),
        texts.words,
        texts.facts,
        read.problems,
        read.stanzas);
  }

  /** Copies texts into their pools, which hardly any question needs, while others work. */
  private final class Texts extends BackgroundWork {
    private ByteBuffer words = ByteBuffer.allocate(0);
    private ByteBuffer facts = ByteBuffer.allocate(0);

    Texts() {
      super("texts");
    }

    @Override
    void work() {
      words = new WordColumns(part, order, numbering, columns).write(providers);
      facts = factsInOrder();
    }
  }

  private void number() {
    for (int row : order) {
      numbering.add(row);
    }
    int[] names = new int[order.length];
    for (int i = 0; i < names.length; i++) {
      int row = order[i];
      names[i] = numbering.name(rows.cell(row, Rows.NAME), Flags.machine(rows.flags(row)));
    }
    columns[Column.NAME.place()] = names;
    providers.read();
  }

  private void connect() {
    IntTable versions = versions(columns[Column.NAME.place()]);
    put(Table.VERSIONS, versions);
    put(Table.REQUIREMENTS, numbering.requirements.build());
    put(Table.RECOMMENDATIONS, numbering.recommendations.build());
    put(Table.EXCLUSIONS, numbering.exclusions.build());
    put(Table.CLAUSES, numbering.clauses.build());
    put(Table.PROVIDERS, providers.table());
    put(Table.SOLVERS, new Solvers(part, order, numbering, versions, providers, machines).table());
    columns[Column.SUBJECT.place()] = numbering.subjects.toArray();
    columns[Column.NAME_MACHINE.place()] = numbering.nameMachines.toArray();
    copy(Column.FLAGS, Rows.FLAGS);
    copy(Column.SIZE_HIGH, Rows.SIZES);
    copy(Column.SIZE_LOW, Rows.SIZES + 1);
    copy(Column.INSTALLED_HIGH, Rows.SIZES + 2);
    copy(Column.INSTALLED_LOW, Rows.SIZES + 3);
    copy(Column.ORIGIN, Rows.ORIGIN);
  }

  private void put(Table table, IntTable content) {
    tables[table.place()] = content;
  }

  private void copy(Column column, int cell) {
    int[] values = new int[order.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = rows.cell(order[i], cell);
    }
    columns[column.place()] = values;
  }

  /** Packages of a name are neighbours. */
  private IntTable versions(int[] names) {
    int[] ends = new int[numbering.nameWords.size()];
    int[] firsts = new int[ends.length];
    for (int i = names.length - 1; i >= 0; i--) {
      ends[names[i]]++;
      firsts[names[i]] = i;
    }
    int[] values = new int[names.length];
    int size = 0;
    for (int name = 0; name < ends.length; name++) {
      for (int i = 0; i < ends[name]; i++) {
        values[size + i] = firsts[name] + i;
      }
      size += ends[name];
      ends[name] = size;
    }
    return IntTable.of(ends, values);
  }

  private ByteBuffer factsInOrder() {
    int[] ends = new int[order.length];
    int size = 0;
    for (int i = 0; i < ends.length; i++) {
      size += rows.cell(order[i], Rows.FACTS_LENGTH);
      ends[i] = size;
    }
    columns[Column.FACTS_END.place()] = ends;
    byte[] facts = new byte[size];
    for (int i = 0; i < ends.length; i++) {
      int length = rows.cell(order[i], Rows.FACTS_LENGTH);
      part.facts().copy(rows.cell(order[i], Rows.FACTS), length, facts, ends[i] - length);
    }
    return ByteBuffer.wrap(facts);
  }
}
