package org.whittle.format.deb;

/** The order of {@link DebVersion} over versions as bytes, of which nothing is copied. */
public final class VersionBytes {
  private VersionBytes() {}

  /** Whether a range is a version beyond doubt, which {@link DebVersion} would write alike. */
  public static boolean isPlain(byte[] text, int from, int to) {
    return PlainForm.isVersion(text, from, to);
  }

  /** Compares two versions, which must be well-formed (deb-version(7), "Sorting algorithm"). */
  public static int compare(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    int startA = startOfUpstream(a, fromA, toA);
    int startB = startOfUpstream(b, fromB, toB);
    if (startA > fromA || startB > fromB) {
      int order = compareNumbers(a, fromA, startA - 1, b, fromB, startB - 1);
      if (order != 0) {
        return order;
      }
    }
    int endA = endOfUpstream(a, startA, toA);
    int endB = endOfUpstream(b, startB, toB);
    int order = compareParts(a, startA, endA, b, startB, endB);
    return order != 0 ? order : compareParts(a, endA + 1, toA, b, endB + 1, toB);
  }

  private static int startOfUpstream(byte[] text, int from, int to) {
    for (int i = from; i < to; i++) {
      if (text[i] == ':') {
        return i + 1;
      }
      if (!isDigit(text[i])) {
        break;
      }
    }
    return from;
  }

  private static int endOfUpstream(byte[] text, int from, int to) {
    for (int i = to - 1; i >= from; i--) {
      if (text[i] == '-') {
        return i;
      }
    }
    return to;
  }

  /** Compares runs of non-digits by weight and runs of digits by number, in turn. */
  private static int compareParts(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    int i = fromA;
    int j = fromB;
    while (i < toA || j < toB) {
      while ((i < toA && !isDigit(a[i])) || (j < toB && !isDigit(b[j]))) {
        int order = weight(a, i, toA) - weight(b, j, toB);
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
      int endA = endOfNumber(a, i, toA);
      int endB = endOfNumber(b, j, toB);
      int order = compareNumbers(a, i, endA, b, j, endB);
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    return 0;
  }

  private static int compareNumbers(byte[] a, int fromA, int toA, byte[] b, int fromB, int toB) {
    int i = skipZeros(a, fromA, toA);
    int j = skipZeros(b, fromB, toB);
    int longer = Math.max(toA - i, 0) - Math.max(toB - j, 0);
    if (longer != 0) {
      return longer;
    }
    for (; i < toA; i++, j++) {
      if (a[i] != b[j]) {
        return a[i] - b[j];
      }
    }
    return 0;
  }

  private static int skipZeros(byte[] text, int from, int to) {
    int at = from;
    while (at < to && text[at] == '0') {
      at++;
    }
    return at;
  }

  private static int endOfNumber(byte[] text, int from, int to) {
    int at = from;
    while (at < to && isDigit(text[at])) {
      at++;
    }
    return Math.max(at, from);
  }

  /** Tilde before the end and numbers, these before letters, letters before all else. */
  private static int weight(byte[] text, int at, int to) {
    if (at >= to || isDigit(text[at])) {
      return 0;
    }
    byte b = text[at];
    if (b == '~') {
      return -1;
    }
    return (b >= 'a' && b <= 'z') || (b >= 'A' && b <= 'Z') ? b : b + 256;
  }

  private static boolean isDigit(byte b) {
    return b >= '0' && b <= '9';
  }
}
