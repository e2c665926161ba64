package org.whittle.format.deb;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Unavailable;

/**
 * The bytes of a package: hashed, and held to the size that was declared.
 *
 * <p>A failure of the medium leaves as {@link Unavailable}, so that it is never taken for a broken
 * package.
 */
final class PackageStream extends FilterInputStream {
  private final MessageDigest sha256 = Digest.sha256();
  private final long declared;
  private long count;

  PackageStream(InputStream in, long declared) {
    super(in);
    this.declared = declared;
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int from, int length) throws IOException {
    int n;
    try {
      n = in.read(buffer, from, length);
    } catch (IOException e) {
      throw new Unavailable("cannot read the package: " + e.getMessage(), e);
    }
    if (n > 0) {
      sha256.update(buffer, from, n);
      count += n;
      if (count > declared) {
        throw new MalformedArchive("it is longer than the declared " + declared + " bytes");
      }
    }
    return n;
  }

  @Override
  public long skip(long n) throws IOException {
    byte[] passed = new byte[(int) Math.min(n, 1 << 13)];
    return Math.max(0, read(passed, 0, passed.length));
  }

  @Override
  public boolean markSupported() {
    return false;
  }

  /** Reads to the end and names what was read. */
  Digest finish() throws IOException {
    transferTo(OutputStream.nullOutputStream());
    if (count < declared) {
      throw new MalformedArchive("it ends after " + count + " of " + declared + " bytes");
    }
    return Digest.fromBytes(sha256.digest());
  }
}
