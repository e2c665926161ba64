package org.whittle.format.deb;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.whittle.kernel.Corrupted;

/** Lines of a stream as ranges of one buffer, so that nothing is copied that is not wanted. */
final class LineReader {
  private static final int LONGEST = 1 << 24;

  private final InputStream in;
  private final String source;
  private byte[] buffer = new byte[1 << 17];
  private int start;
  private int end;
  private int next;
  private int limit;
  private long number;
  private boolean terminated = true;

  LineReader(InputStream in, String source) {
    this.in = in;
    this.source = source;
  }

  /** Goes to the next line; false at the end. */
  boolean advance() throws IOException {
    start = next;
    int at = start;
    while (true) {
      while (at < limit && buffer[at] != '\n') {
        at++;
      }
      if (at < limit) {
        return found(at, at + 1, true);
      }
      int searched = at - start;
      if (!fill()) {
        next = limit;
        return searched > 0 && found(limit, limit, false);
      }
      at = start + searched;
    }
  }

  private boolean found(int lineEnd, int nextLine, boolean withLineFeed) {
    end = lineEnd > start && buffer[lineEnd - 1] == '\r' ? lineEnd - 1 : lineEnd;
    next = nextLine;
    terminated = withLineFeed;
    number++;
    return true;
  }

  /** Makes room behind the line that is being read, and reads more. */
  private boolean fill() throws IOException {
    if (start > 0) {
      System.arraycopy(buffer, start, buffer, 0, limit - start);
      limit -= start;
      start = 0;
    } else if (limit == buffer.length) {
      if (limit >= LONGEST) {
        throw new Corrupted(
            "cannot read " + source + ": line " + (number + 1) + " is longer than 16 MiB");
      }
      buffer = Arrays.copyOf(buffer, 2 * limit);
    }
    int n = in.read(buffer, limit, buffer.length - limit);
    limit += Math.max(n, 0);
    return n >= 0;
  }

  byte[] buffer() {
    return buffer;
  }

  /** Where the line starts in the buffer. */
  int start() {
    return start;
  }

  /** Where the line ends in the buffer, without its line end. */
  int end() {
    return end;
  }

  /** Counted from 1. */
  long number() {
    return number;
  }

  /** Whether the last line ended with a line feed. */
  boolean terminated() {
    return terminated;
  }

  /** The part of the line from a place on, without white space around it. */
  String trimmed(int from) {
    int first = from;
    while (first < end && isBlank(buffer[first])) {
      first++;
    }
    return withoutTail(first);
  }

  /** The part of the line from a place on, without trailing white space. */
  String withoutTail(int from) {
    int last = end;
    while (last > from && isBlank(buffer[last - 1])) {
      last--;
    }
    return new String(buffer, from, last - from, StandardCharsets.UTF_8);
  }

  /** Whether the line holds nothing but spaces and tabs. */
  boolean blank() {
    for (int i = start; i < end; i++) {
      if (!isBlank(buffer[i])) {
        return false;
      }
    }
    return true;
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
