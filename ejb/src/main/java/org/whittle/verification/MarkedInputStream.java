package org.whittle.verification;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * One part of a stream: it ends before a record separator (U+001E) with the mark after it, which
 * are taken as well.
 *
 * <p>What has come is given at once, without waiting for more: the last bytes before the end may be
 * the first of the mark, if those came late. For one thread.
 */
final class MarkedInputStream extends InputStream {
  private final InputStream in;
  private final byte[] mark;

  /** Bytes of the mark that have come and may yet be something else; those of them given. */
  private int matched;

  private int given;

  /** What was taken for the mark and is not, then the byte after it. */
  private byte[] held = {};

  private boolean ended;

  MarkedInputStream(InputStream in, String mark) {
    this.in = in;
    this.mark = ("\u001e" + mark).getBytes(StandardCharsets.US_ASCII);
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    while (held.length == 0 && !ended) {
      if (matched > given && in.available() == 0) {
        held = Arrays.copyOfRange(mark, given, matched);
        given = matched;
      } else {
        take(in.read());
      }
    }
    if (held.length == 0) {
      return length == 0 ? 0 : -1;
    }
    int count = 0;
    while (count < length && held.length > 0) {
      int n = Math.min(length - count, held.length);
      System.arraycopy(held, 0, buffer, offset + count, n);
      held = Arrays.copyOfRange(held, n, held.length);
      count += n;
      while (held.length == 0 && !ended && in.available() > 0) {
        take(in.read());
      }
    }
    return count;
  }

  /** The mark begins with its only separator: after a wrong byte it can begin anew at that byte. */
  private void take(int next) throws IOException {
    if (next < 0) {
      throw new IOException("the sandbox has ended");
    }
    if (next == mark[matched]) {
      matched++;
      ended = matched == mark.length;
      return;
    }
    boolean anew = next == mark[0];
    held = Arrays.copyOfRange(mark, given, anew ? matched : matched + 1);
    if (!anew) {
      held[held.length - 1] = (byte) next;
    }
    matched = anew ? 1 : 0;
    given = 0;
  }
}
