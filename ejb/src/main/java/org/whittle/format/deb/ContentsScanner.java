package org.whittle.format.deb;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.whittle.kernel.Corrupted;

/**
 * Reads an index of contents: which packages ship which paths (Debian Repository Format, "Contents
 * indices").
 *
 * <p>Each line has a path without its leading slash, blanks, and names of packages with their
 * sections, separated by commas. A path may have blanks, the names have none. For one thread.
 */
public final class ContentsScanner {
  private static final int BUFFER = 1 << 18;
  private static final int LONGEST = 1 << 20;

  private final InputStream in;
  private final String what;
  private final Sink sink;
  private byte[] buffer = new byte[BUFFER];
  private int limit;
  private long lines;

  /** Hears of each line; the bytes are good until it returns. */
  public interface Sink {
    /** A path is at {@code [from, to)}, the names of packages are at {@code [names, end)}. */
    void line(byte[] bytes, int from, int to, int names, int end);
  }

  private ContentsScanner(InputStream in, String what, Sink sink) {
    this.in = in;
    this.what = what;
    this.sink = sink;
  }

  /**
   * Reads to the end; gives how many lines there were.
   *
   * @param what names the index in messages
   * @throws Corrupted if a line has no package, or is longer than a mebibyte
   */
  public static long scan(InputStream text, String what, Sink sink) throws IOException {
    return new ContentsScanner(text, what, sink).scan();
  }

  private long scan() throws IOException {
    int start = 0;
    int n = in.read(buffer, limit, buffer.length - limit);
    while (n >= 0) {
      int from = limit;
      limit += n;
      for (int i = from; i < limit; i++) {
        if (buffer[i] == '\n') {
          line(start, i);
          start = i + 1;
        }
      }
      makeRoom(start);
      start = 0;
      n = in.read(buffer, limit, buffer.length - limit);
    }
    if (limit > 0) {
      line(0, limit);
    }
    return lines;
  }

  private void makeRoom(int start) {
    System.arraycopy(buffer, start, buffer, 0, limit - start);
    limit -= start;
    if (limit == buffer.length) {
      if (limit >= LONGEST) {
        throw fault("is longer than " + LONGEST + " bytes");
      }
      buffer = Arrays.copyOf(buffer, buffer.length * 2);
    }
  }

  private void line(int start, int end) {
    int names = end;
    while (names > start && !isBlank(buffer[names - 1])) {
      names--;
    }
    int to = names;
    while (to > start && isBlank(buffer[to - 1])) {
      to--;
    }
    if (to == start || names == end) {
      throw fault("does not name a path and its packages");
    }
    lines++;
    sink.line(buffer, start, to, names, end);
  }

  private Corrupted fault(String fault) {
    return new Corrupted("cannot read " + what + ": line " + (lines + 1) + " " + fault);
  }

  private static boolean isBlank(byte b) {
    return b == ' ' || b == '\t';
  }
}
