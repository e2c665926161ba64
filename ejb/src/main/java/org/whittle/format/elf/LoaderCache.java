package org.whittle.format.elf;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.kernel.FilePath;

/**
 * Writes {@code /etc/ld.so.cache}, by which the loader finds libraries where it does not look by
 * itself: form 1.1 of the GNU C library alone, in little endian (ldconfig(8); glibc, "dl-cache").
 *
 * <p>A pure function of the set of entries.
 */
public final class LoaderCache {
  private static final byte[] MAGIC = "glibc-ld.so.cache1.1".getBytes(StandardCharsets.US_ASCII);
  private static final int HEADER = 48;
  private static final int ENTRY = 24;
  private static final byte LITTLE_ENDIAN = 2;

  /** What the cache says of libraries for each machine: of the C library 6, and which kind. */
  private static final Map<Integer, Integer> FLAGS =
      Map.of(3, 0x0003, 22, 0x0403, 40, 0x0903, 62, 0x0303, 183, 0x0a03);

  private LoaderCache() {}

  /**
   * A library.
   *
   * @param soname by which programs ask for it
   */
  public record Entry(String soname, FilePath path, ElfFile elf) {}

  /** Whether the kind of library has a place in the cache. */
  public static boolean knows(ElfFile elf) {
    return flags(elf).isPresent();
  }

  private static Optional<Integer> flags(ElfFile elf) {
    boolean wide = elf.bits() == 64;
    return Optional.ofNullable(FLAGS.get(elf.machine()))
        .filter(
            flags -> wide == (elf.machine() == 62 || elf.machine() == 183 || elf.machine() == 22));
  }

  /** The file; entries of other kinds are left out. */
  public static byte[] write(Collection<Entry> entries) {
    List<Entry> sorted =
        entries.stream()
            .filter(entry -> knows(entry.elf()))
            .sorted(
                Comparator.comparing(Entry::soname, LoaderCache::compare)
                    .reversed()
                    .thenComparing(Entry::path))
            .toList();
    ByteArrayOutputStream strings = new ByteArrayOutputStream();
    Map<String, Integer> offsets = new HashMap<>();
    int base = HEADER + ENTRY * sorted.size();
    for (Entry entry : sorted) {
      for (String text : List.of(entry.soname(), entry.path().value())) {
        offsets.computeIfAbsent(
            text,
            t -> {
              int offset = base + strings.size();
              strings.writeBytes((t + "\0").getBytes(StandardCharsets.UTF_8));
              return offset;
            });
      }
    }
    ByteBuffer out = ByteBuffer.allocate(base + strings.size()).order(ByteOrder.LITTLE_ENDIAN);
    out.put(MAGIC).putInt(sorted.size()).putInt(strings.size()).put(LITTLE_ENDIAN);
    out.position(HEADER);
    for (Entry entry : sorted) {
      out.putInt(flags(entry.elf()).orElseThrow());
      out.putInt(offsets.getOrDefault(entry.soname(), 0));
      out.putInt(offsets.getOrDefault(entry.path().value(), 0));
      out.putInt(0).putLong(0);
    }
    out.put(strings.toByteArray());
    return out.array();
  }

  /**
   * The loader's own order of names, in which numbers count by their value and digits come last.
   */
  static int compare(String first, String second) {
    int i = 0;
    int j = 0;
    while (i < first.length() && j < second.length()) {
      char a = first.charAt(i);
      char b = second.charAt(j);
      if (isDigit(a) != isDigit(b)) {
        return isDigit(a) ? 1 : -1;
      }
      if (isDigit(a)) {
        int endOfFirst = endOfDigits(first, i);
        int endOfSecond = endOfDigits(second, j);
        int order = number(first, i, endOfFirst).compareTo(number(second, j, endOfSecond));
        if (order != 0) {
          return order;
        }
        i = endOfFirst;
        j = endOfSecond;
      } else if (a != b) {
        return Character.compare(a, b);
      } else {
        i++;
        j++;
      }
    }
    return Integer.compare(first.length() - i, second.length() - j);
  }

  private static Integer number(String text, int from, int to) {
    return Integer.valueOf(text.substring(from, Math.min(to, from + 9)));
  }

  private static int endOfDigits(String text, int from) {
    int end = from;
    while (end < text.length() && isDigit(text.charAt(end))) {
      end++;
    }
    return end;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }
}
