package org.whittle.universe;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.zip.CRC32C;
import org.whittle.format.deb.Problem;
import org.whittle.kernel.Digest;
import org.whittle.resolver.IntTable;
import org.whittle.universe.Tables.Column;
import org.whittle.universe.Tables.Table;

/**
 * The file form of a universe, little-endian: 16 bytes of magic, which hold the version of the
 * form; the digest of what the universe was made of; the file's length; the CRC-32C of all that
 * follows; then its sections, each behind the number of its bytes and filled up to four.
 *
 * <p>Integers are read at once, texts and facts stay in the mapped file until they are asked for. A
 * file is written once and replaced whole, never changed.
 */
final class PreparedIndex {
  private static final byte[] MAGIC = "whittle-index-2\n".getBytes(StandardCharsets.US_ASCII);
  private static final int LENGTH_AT = MAGIC.length + Digest.BYTES;
  private static final int SUM_AT = LENGTH_AT + Long.BYTES;
  private static final int HEADER = SUM_AT + Long.BYTES;

  private PreparedIndex() {}

  /** The bytes of a file. */
  static ByteBuffer encode(DebianUniverse universe, Digest key) {
    Tables tables = universe.tables();
    byte[] notes = Notes.encode(tables);
    long size = HEADER + section(notes.length);
    for (int[] column : tables.columns()) {
      size += section(Integer.BYTES * (long) column.length);
    }
    for (IntTable table : tables.tables()) {
      size += section(Integer.BYTES * (long) table.rows());
      size += section(Integer.BYTES * (long) values(table));
    }
    size += section(tables.words().limit()) + section(tables.facts().limit());
    ByteBuffer file =
        ByteBuffer.allocate(Math.toIntExact(size)).order(ByteOrder.LITTLE_ENDIAN).position(HEADER);
    for (int[] column : tables.columns()) {
      put(file, column);
    }
    for (IntTable table : tables.tables()) {
      put(file, table);
    }
    put(file, tables.words().duplicate());
    put(file, tables.facts().duplicate());
    put(file, ByteBuffer.wrap(notes));
    file.put(0, MAGIC).put(MAGIC.length, key.bytes()).putLong(LENGTH_AT, file.limit());
    file.putLong(SUM_AT, sum(file));
    return file.rewind();
  }

  private static long section(long bytes) {
    return Integer.BYTES + (bytes + 3) / 4 * 4;
  }

  private static int values(IntTable table) {
    return table.rows() == 0 ? 0 : table.end(table.rows() - 1);
  }

  private static void put(ByteBuffer file, int[] values) {
    file.putInt(Integer.BYTES * values.length);
    file.asIntBuffer().put(values);
    file.position(file.position() + Integer.BYTES * values.length);
  }

  private static void put(ByteBuffer file, IntTable table) {
    file.putInt(Integer.BYTES * table.rows());
    for (int row = 0; row < table.rows(); row++) {
      file.putInt(table.end(row));
    }
    file.putInt(Integer.BYTES * values(table));
    for (int i = 0; i < values(table); i++) {
      file.putInt(table.at(i));
    }
  }

  private static void put(ByteBuffer file, ByteBuffer bytes) {
    int size = bytes.limit();
    file.putInt(size).put(bytes.rewind());
    file.position(file.position() + (4 - size % 4) % 4);
  }

  private static long sum(ByteBuffer file) {
    CRC32C sum = new CRC32C();
    sum.update(file.duplicate().position(HEADER).limit(file.capacity()));
    return sum.getValue();
  }

  /**
   * Opens a file; empty if there is none, or if it is damaged or made of something else.
   *
   * @throws IOException if it is there and cannot be read
   */
  static Optional<DebianUniverse> open(Path file, Digest key) throws IOException {
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.READ)) {
      long size = channel.size();
      if (size < HEADER || size > Integer.MAX_VALUE) {
        return Optional.empty();
      }
      ByteBuffer content =
          channel.map(FileChannel.MapMode.READ_ONLY, 0, size).order(ByteOrder.LITTLE_ENDIAN);
      return isWhole(content, key) ? Optional.of(decode(content)) : Optional.empty();
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  private static boolean isWhole(ByteBuffer file, Digest key) {
    return file.slice(0, MAGIC.length).equals(ByteBuffer.wrap(MAGIC))
        && file.slice(MAGIC.length, Digest.BYTES).equals(ByteBuffer.wrap(key.bytes()))
        && file.getLong(LENGTH_AT) == file.capacity()
        && file.getLong(SUM_AT) == sum(file);
  }

  private static DebianUniverse decode(ByteBuffer file) {
    file.position(HEADER);
    List<int[]> columns = new ArrayList<>(Column.COUNT);
    for (int i = 0; i < Column.COUNT; i++) {
      columns.add(ints(file));
    }
    List<IntTable> tables = new ArrayList<>(Table.COUNT);
    for (int i = 0; i < Table.COUNT; i++) {
      tables.add(IntTable.of(ints(file), ints(file)));
    }
    ByteBuffer words = bytes(file);
    ByteBuffer facts = bytes(file);
    return new DebianUniverse(Notes.decode(bytes(file), columns, tables, words, facts));
  }

  private static int[] ints(ByteBuffer file) {
    int[] values = new int[file.getInt() / Integer.BYTES];
    file.asIntBuffer().get(values);
    file.position(file.position() + Integer.BYTES * values.length);
    return values;
  }

  private static ByteBuffer bytes(ByteBuffer file) {
    int size = file.getInt();
    ByteBuffer bytes = file.slice(file.position(), size);
    file.position(file.position() + size + (4 - size % 4) % 4);
    return bytes;
  }

  /** What is small and not in columns: architectures, how many stanzas, and those passed over. */
  private static final class Notes {
    private Notes() {}

    static byte[] encode(Tables tables) {
      StringBuilder text = new StringBuilder();
      text.append(String.join(" ", tables.architectures())).append('\n');
      text.append(tables.stanzas()).append('\n');
      for (Problem problem : tables.problems()) {
        text.append(problem.line()).append('\t');
        text.append(escaped(problem.source())).append('\t');
        text.append(escaped(problem.field())).append('\t');
        text.append(escaped(problem.message())).append('\n');
      }
      return text.toString().getBytes(StandardCharsets.UTF_8);
    }

    private static String escaped(String text) {
      return text.replace("\\", "\\\\").replace("\t", "\\t").replace("\n", "\\n");
    }

    private static String plain(String text) {
      return text.indexOf('\\') < 0 ? text : text.translateEscapes();
    }

    static Tables decode(
        ByteBuffer notes,
        List<int[]> columns,
        List<IntTable> tables,
        ByteBuffer words,
        ByteBuffer facts) {
      String[] lines = StandardCharsets.UTF_8.decode(notes).toString().split("\n", -1);
      List<Problem> problems = new ArrayList<>();
      for (int i = 2; i < lines.length - 1; i++) {
        String[] parts = lines[i].split("\t", -1);
        problems.add(
            new Problem(
                plain(parts[1]), Long.parseLong(parts[0]), plain(parts[2]), plain(parts[3])));
      }
      return new Tables(
          List.of(lines[0].split(" ")),
          columns,
          tables,
          words,
          facts,
          problems,
          Integer.parseInt(lines[1]));
    }
  }
}
