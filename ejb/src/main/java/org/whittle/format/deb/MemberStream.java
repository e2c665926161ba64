package org.whittle.format.deb;

import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** The content of one member of an archive; it does not close the archive. */
final class MemberStream extends InputStream {
  private final InputStream archive;
  private final String name;
  private long remaining;
  private @Nullable IOException failure;

  MemberStream(InputStream archive, String name, long size) {
    this.archive = archive;
    this.name = name;
    this.remaining = size;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    if (remaining == 0 || length == 0) {
      return length == 0 ? 0 : -1;
    }
    try {
      int n = archive.read(buffer, from, (int) Math.min(length, remaining));
      if (n < 0) {
        throw new MalformedArchive("member \"" + name + "\" is cut off");
      }
      remaining -= n;
      return n;
    } catch (IOException e) {
      failure = e;
      throw e;
    }
  }

  @Override
  public int available() {
    return 0;
  }

  long remaining() {
    return remaining;
  }

  /** Throws what went wrong while the archive was read, if anything did. */
  void rethrow() throws IOException {
    if (failure != null) {
      throw failure;
    }
  }
}
