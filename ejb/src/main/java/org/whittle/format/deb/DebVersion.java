package org.whittle.format.deb;

import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Version;

/**
 * A Debian version, ordered by age (deb-version(7), "Sorting algorithm").
 *
 * <p>The order is not consistent with {@code equals}: {@code 1.0} and {@code 1.00} are the same age
 * and written differently. An upstream part that does not start with a digit is accepted, as dpkg
 * accepts it in installed data.
 *
 * @param epoch 0 if absent
 * @param upstream never empty
 * @param revision empty if absent, which is the same age as {@code 0}
 */
public record DebVersion(int epoch, String upstream, String revision)
    implements Comparable<DebVersion> {

  /** Checks the parts. */
  public DebVersion {
    if (epoch < 0) {
      throw fault(text(epoch, upstream, revision), "the epoch is negative");
    }
    if (upstream.isEmpty()) {
      throw fault(text(epoch, upstream, revision), "nothing precedes the revision");
    }
    if (revision.isEmpty() && upstream.indexOf('-') >= 0) {
      throw fault(text(epoch, upstream, revision), "a hyphen needs a revision");
    }
    int wrong = firstWrong(upstream, ".+-~:");
    if (wrong < 0) {
      wrong = firstWrong(revision, ".+~");
    }
    if (wrong >= 0) {
      throw fault(
          text(epoch, upstream, revision), "character '" + (char) wrong + "' is not allowed");
    }
  }

  /**
   * Reads a version.
   *
   * @throws InvalidInput with the reason if it is not one
   */
  public static DebVersion parse(String text) {
    int colon = text.indexOf(':');
    int hyphen = text.lastIndexOf('-');
    if (text.isEmpty()) {
      throw fault(text, "it is empty");
    }
    if (hyphen == text.length() - 1) {
      throw fault(text, "nothing follows the last hyphen");
    }
    if (colon == text.length() - 1) {
      throw fault(text, "nothing follows the epoch");
    }
    int start = colon + 1;
    int end = hyphen < start ? text.length() : hyphen;
    int epoch = colon < 0 ? 0 : epoch(text, colon);
    String revision = end == text.length() ? "" : text.substring(end + 1);
    return new DebVersion(epoch, text.substring(start, end), revision);
  }

  /** Reads a version as an archive wrote it. */
  public static DebVersion of(Version version) {
    return parse(version.value());
  }

  private static int epoch(String text, int colon) {
    if (colon == 0) {
      throw fault(text, "the epoch is empty");
    }
    long epoch = 0;
    for (int i = 0; i < colon; i++) {
      char c = text.charAt(i);
      if (!isDigit(c)) {
        throw fault(text, "the epoch is not a number");
      }
      epoch = Math.min(epoch * 10 + (c - '0'), 1L << 32);
    }
    if (epoch > Integer.MAX_VALUE) {
      throw fault(text, "the epoch is too big");
    }
    return (int) epoch;
  }

  private static int firstWrong(String part, String punctuation) {
    for (int i = 0; i < part.length(); i++) {
      char c = part.charAt(i);
      if (!isDigit(c) && !isLetter(c) && punctuation.indexOf(c) < 0) {
        return c;
      }
    }
    return -1;
  }

  private static InvalidInput fault(String text, String reason) {
    return new InvalidInput("cannot read Debian version \"" + text + "\": " + reason);
  }

  @Override
  public int compareTo(DebVersion other) {
    int order = Integer.compare(epoch, other.epoch);
    order = order != 0 ? order : compareParts(upstream, other.upstream);
    return order != 0 ? order : compareParts(revision, other.revision);
  }

  /** Compares runs of non-digits by weight and runs of digits by number, in turn. */
  private static int compareParts(String a, String b) {
    int i = 0;
    int j = 0;
    while (i < a.length() || j < b.length()) {
      while (!atNumber(a, i) || !atNumber(b, j)) {
        int order = Integer.compare(weight(a, i), weight(b, j));
        if (order != 0) {
          return order;
        }
        i++;
        j++;
      }
      int endA = endOfNumber(a, i);
      int endB = endOfNumber(b, j);
      int order = compareNumbers(a, i, endA, b, j, endB);
      if (order != 0) {
        return order;
      }
      i = endA;
      j = endB;
    }
    return 0;
  }

  private static int compareNumbers(String a, int i, int endA, String b, int j, int endB) {
    int from = skipZeros(a, i, endA);
    int other = skipZeros(b, j, endB);
    if (endA - from != endB - other) {
      return Integer.compare(endA - from, endB - other);
    }
    for (; from < endA; from++, other++) {
      if (a.charAt(from) != b.charAt(other)) {
        return Character.compare(a.charAt(from), b.charAt(other));
      }
    }
    return 0;
  }

  private static int skipZeros(String text, int from, int end) {
    int at = from;
    while (at < end && text.charAt(at) == '0') {
      at++;
    }
    return at;
  }

  private static int endOfNumber(String text, int from) {
    int at = from;
    while (at < text.length() && isDigit(text.charAt(at))) {
      at++;
    }
    return at;
  }

  /** The end counts as an empty number. */
  private static boolean atNumber(String text, int at) {
    return at >= text.length() || isDigit(text.charAt(at));
  }

  /** Tilde before the end and numbers, these before letters, letters before all else. */
  private static int weight(String text, int at) {
    if (atNumber(text, at)) {
      return 0;
    }
    char c = text.charAt(at);
    if (c == '~') {
      return -1;
    }
    return isLetter(c) ? c : c + 256;
  }

  private static boolean isDigit(char c) {
    return c >= '0' && c <= '9';
  }

  private static boolean isLetter(char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
  }

  /** The shortest way to write it: epoch 0 and an absent revision are left out. */
  @Override
  public String toString() {
    return text(epoch, upstream, revision);
  }

  private static String text(int epoch, String upstream, String revision) {
    String prefix = epoch == 0 && upstream.indexOf(':') < 0 ? "" : epoch + ":";
    return prefix + upstream + (revision.isEmpty() ? "" : "-" + revision);
  }
}
