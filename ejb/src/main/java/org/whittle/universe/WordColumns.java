package org.whittle.universe;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.whittle.universe.Tables.Column;

/** Numbers the words that are needed anew: names first, then what packages and relations say. */
final class WordColumns {
  private static final int UNKNOWN = -1;

  private final IndexPart part;
  private final int[] order;
  private final Numbering numbering;
  private final int[][] columns;
  private final int[] numbers;
  private final int[] ends;
  private byte[] pool;
  private int size;
  private int words;

  WordColumns(IndexPart part, int[] order, Numbering numbering, int[][] columns) {
    this.part = part;
    this.order = order;
    this.numbering = numbering;
    this.columns = columns;
    this.numbers = new int[part.words().size()];
    Arrays.fill(numbers, UNKNOWN);
    this.ends = new int[numbers.length];
    this.pool = new byte[numbers.length == 0 ? 0 : part.words().end(numbers.length - 1)];
  }

  /** Fills all columns of words; gives the texts. */
  ByteBuffer write(Providers providers) {
    names();
    packages(Column.VERSION, Rows.VERSION);
    packages(Column.ARCHITECTURE, Rows.ARCHITECTURE);
    packages(Column.SOURCE, Rows.SOURCE);
    packages(Column.SOURCE_VERSION, Rows.SOURCE_VERSION);
    packages(Column.SECTION, Rows.SECTION);
    packages(Column.PRIORITY, Rows.PRIORITY);
    relations();
    int[] provided = new int[providers.size()];
    for (int i = 0; i < provided.length; i++) {
      provided[i] = word(providers.version(i));
    }
    put(Column.PROVIDED_VERSION, provided);
    put(Column.WORD_END, Arrays.copyOf(ends, words));
    return ByteBuffer.wrap(pool, 0, size).slice();
  }

  private void put(Column column, int[] values) {
    columns[column.place()] = values;
  }

  private void names() {
    int[] names = new int[numbering.nameWords.size()];
    int[] slots = new int[Integer.highestOneBit(names.length + 1) << 2];
    for (int name = 0; name < names.length; name++) {
      int old = numbering.nameWords.get(name);
      names[name] = word(old);
      int slot = Words.spread(part.words().hash(old)) & (slots.length - 1);
      while (slots[slot] != 0) {
        slot = (slot + 1) & (slots.length - 1);
      }
      slots[slot] = name + 1;
    }
    put(Column.NAME_WORD, names);
    put(Column.NAME_SLOTS, slots);
  }

  private void packages(Column column, int cell) {
    int[] values = new int[order.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = word(part.rows().cell(order[i], cell));
    }
    put(column, values);
  }

  private void relations() {
    int count = numbering.relations.size();
    int[] qualifiers = new int[count];
    int[] operators = new int[count];
    int[] versions = new int[count];
    for (int i = 0; i < count; i++) {
      int relation = numbering.origin(i);
      qualifiers[i] = word(part.relations().qualifier(relation));
      operators[i] = part.relations().operator(relation);
      versions[i] = word(part.relations().version(relation));
    }
    put(Column.QUALIFIER, qualifiers);
    put(Column.OPERATOR, operators);
    put(Column.RELATION_VERSION, versions);
  }

  private int word(int old) {
    if (old == RelationTable.NONE) {
      return RelationTable.NONE;
    }
    if (numbers[old] == UNKNOWN) {
      int start = part.words().start(old);
      int length = part.words().end(old) - start;
      System.arraycopy(part.words().pool(), start, pool, size, length);
      size += length;
      ends[words] = size;
      numbers[old] = words++;
    }
    return numbers[old];
  }
}
