package org.whittle.universe;

import java.util.Arrays;
import java.util.List;
import org.whittle.format.deb.VersionBytes;

/**
 * The order in which packages are numbered: by name and machine, then as apt prefers: the higher
 * pin, the later version, the native architecture before packages of all.
 */
final class PackageOrder {
  private final IndexPart part;
  private final Rows rows;
  private final byte[] words;

  private PackageOrder(IndexPart part) {
    this.part = part;
    this.rows = part.rows();
    this.words = part.words().pool();
  }

  /**
   * The rows in their order, each package once, the preferred one of those that are alike.
   *
   * @param sorted the rows by name in several lists, each row in one of them
   */
  static int[] of(IndexPart part, List<int[]> sorted) {
    PackageOrder order = new PackageOrder(part);
    int[] all = sorted.getFirst();
    for (int[] more : sorted.subList(1, sorted.size())) {
      all = order.merged(all, more);
    }
    return order.ordered(all);
  }

  private int[] merged(int[] a, int[] b) {
    int[] merged = new int[a.length + b.length];
    int i = 0;
    int j = 0;
    for (int at = 0; at < merged.length; at++) {
      boolean first = j == b.length || (i < a.length && compareNames(a[i], b[j]) <= 0);
      merged[at] = first ? a[i++] : b[j++];
    }
    return merged;
  }

  private int name(int row) {
    return rows.cell(row, Rows.NAME);
  }

  private int compareNames(int rowA, int rowB) {
    int a = name(rowA);
    int b = name(rowB);
    return a == b ? 0 : compareWords(a, b);
  }

  private int compareWords(int a, int b) {
    Words all = part.words();
    return Arrays.compareUnsigned(words, all.start(a), all.end(a), words, all.start(b), all.end(b));
  }

  /** Orders the versions of each name, and drops what is there already. */
  private int[] ordered(int[] sorted) {
    int[] kept = new int[sorted.length];
    int size = 0;
    for (int start = 0; start < sorted.length; ) {
      int end = start + 1;
      while (end < sorted.length && name(sorted[end]) == name(sorted[start])) {
        end++;
      }
      if (end > start + 1) {
        sortVersions(sorted, start, end);
      }
      int first = size;
      for (int i = start; i < end; i++) {
        if (!holds(kept, first, size, sorted[i])) {
          kept[size++] = sorted[i];
        }
      }
      start = end;
    }
    return Arrays.copyOf(kept, size);
  }

  private void sortVersions(int[] sorted, int from, int to) {
    if (to - from > 64) {
      Integer[] boxed = Arrays.stream(sorted, from, to).boxed().toArray(Integer[]::new);
      Arrays.sort(boxed, this::compare);
      for (int i = from; i < to; i++) {
        sorted[i] = boxed[i - from];
      }
      return;
    }
    for (int i = from + 1; i < to; i++) {
      int row = sorted[i];
      int at = i;
      for (; at > from && compare(sorted[at - 1], row) > 0; at--) {
        sorted[at] = sorted[at - 1];
      }
      sorted[at] = row;
    }
  }

  private boolean holds(int[] kept, int from, int to, int row) {
    for (int i = from; i < to; i++) {
      if (rows.cell(kept[i], Rows.VERSION) == rows.cell(row, Rows.VERSION)
          && rows.cell(kept[i], Rows.ARCHITECTURE) == rows.cell(row, Rows.ARCHITECTURE)) {
        return true;
      }
    }
    return false;
  }

  private int compare(int a, int b) {
    int order = Flags.machine(rows.flags(a)) - Flags.machine(rows.flags(b));
    order = order != 0 ? order : Integer.compare(rows.cell(b, Rows.PIN), rows.cell(a, Rows.PIN));
    order = order != 0 ? order : compareVersions(b, a);
    order = order != 0 ? order : Boolean.compare(isOfAll(a), isOfAll(b));
    order =
        order != 0 ? order : compareWords(rows.cell(a, Rows.VERSION), rows.cell(b, Rows.VERSION));
    order = order != 0 ? order : compareFacts(a, b);
    return order != 0
        ? order
        : Integer.compare(rows.cell(a, Rows.ORIGIN), rows.cell(b, Rows.ORIGIN));
  }

  private int compareFacts(int a, int b) {
    return part.facts()
        .compare(
            rows.cell(a, Rows.FACTS), rows.cell(a, Rows.FACTS_LENGTH),
            rows.cell(b, Rows.FACTS), rows.cell(b, Rows.FACTS_LENGTH));
  }

  private boolean isOfAll(int row) {
    return rows.cell(row, Rows.ARCHITECTURE) == IndexPart.ALL;
  }

  private int compareVersions(int rowA, int rowB) {
    int a = rows.cell(rowA, Rows.VERSION);
    int b = rows.cell(rowB, Rows.VERSION);
    Words all = part.words();
    return a == b
        ? 0
        : VersionBytes.compare(words, all.start(a), all.end(a), words, all.start(b), all.end(b));
  }
}
