package org.whittle.store;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;

/** Checks at the end of the stream that what was read has the digest that was promised. */
final class VerifiedInputStream extends FilterInputStream {
  private final Digest expected;
  private final Runnable sound;
  private final MessageDigest sha = Digest.sha256();
  private boolean ended;

  VerifiedInputStream(InputStream content, Digest expected) {
    this(content, expected, () -> {});
  }

  /**
   * The same.
   *
   * @param sound is told once all was read and is what was promised
   */
  VerifiedInputStream(InputStream content, Digest expected, Runnable sound) {
    super(content);
    this.expected = expected;
    this.sound = sound;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    int n = in.read(buffer, offset, length);
    if (n > 0) {
      sha.update(buffer, offset, n);
    } else if (n < 0 && !ended) {
      ended = true;
      check(Digest.fromBytes(sha.digest()));
      sound.run();
    }
    return n;
  }

  private void check(Digest found) {
    if (!found.equals(expected)) {
      throw new Corrupted(
          "cannot read " + expected + " from the store: its content has digest " + found,
          "The medium has damaged it. Check the store, which removes what is damaged, and build"
              + " again: the content is fetched again.",
          null);
    }
  }

  /** Reads what is skipped, since it counts for the digest. */
  @Override
  public long skip(long n) throws IOException {
    byte[] buffer = new byte[(int) Math.min(Math.max(n, 1), 1 << 16)];
    long left = n;
    while (left > 0) {
      int read = read(buffer, 0, (int) Math.min(left, buffer.length));
      if (read < 0) {
        break;
      }
      left -= read;
    }
    return n - left;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
