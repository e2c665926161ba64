package org.whittle.format.deb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Unpacked bytes, counted against what a package may unpack to. */
final class InflatedStream extends FilterInputStream {
  /** What is left of the bytes that a package may unpack to. */
  static final class Budget {
    private final long allowed;
    private long used;

    Budget(long allowed) {
      this.allowed = allowed;
    }

    private void use(long bytes) throws IOException {
      used += bytes;
      if (used > allowed) {
        throw new MalformedArchive("it unpacks to more than " + allowed + " bytes");
      }
    }
  }

  private final Budget budget;

  InflatedStream(InputStream in, Budget budget) {
    super(in);
    this.budget = budget;
  }

  @Override
  public int read() throws IOException {
    int b = in.read();
    if (b >= 0) {
      budget.use(1);
    }
    return b;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int n = in.read(buffer, from, length);
    if (n > 0) {
      budget.use(n);
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] passed = new byte[(int) Math.min(n, 1 << 13)];
    return Math.max(0, read(passed, 0, passed.length));
  }
}
