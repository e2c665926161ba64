package org.whittle.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.security.MessageDigest;
import java.util.Objects;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;

/**
 * Passes content on and holds it against what was promised: never a byte more, and at the end
 * exactly the size and the SHA-256.
 *
 * <p>Whoever keeps the content must read to its end before he trusts it. Every fault is thrown as
 * {@link Corrupted}, so that nobody takes it for one of the medium that the content is written to.
 */
final class CheckedStream extends FilterInputStream {
  private final ReleaseFile.Entry promised;
  private final Promise promise;
  private final LongConsumer progress;
  private final MessageDigest sha = Digest.sha256();
  private long count;
  private boolean checked;

  /** How a fault is worded: what the content is and where it comes from, and what to do. */
  record Promise(String what, String remedy) {}

  /** Checks a stream; {@code progress} hears how many bytes have come. */
  CheckedStream(
      InputStream in, ReleaseFile.Entry promised, Promise promise, LongConsumer progress) {
    super(in);
    this.promised = promised;
    this.promise = promise;
    this.progress = progress;
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) {
    Objects.checkFromIndexSize(offset, length, buffer.length);
    int n = readOrFail(buffer, offset, length);
    if (n < 0) {
      checkEnd();
      return n;
    }
    count += n;
    if (count > promised.size()) {
      throw fault("it has more than the " + promised.size() + " bytes that are promised", null);
    }
    sha.update(buffer, offset, n);
    progress.accept(count);
    return n;
  }

  private int readOrFail(byte[] buffer, int offset, int length) {
    try {
      return in.read(buffer, offset, length);
    } catch (IOException e) {
      throw fault("it cannot be read: " + e.getMessage(), e);
    }
  }

  private void checkEnd() {
    if (checked) {
      return;
    }
    if (count != promised.size()) {
      throw fault("it has " + count + " bytes instead of " + promised.size(), null);
    }
    Digest found = Digest.fromBytes(sha.digest());
    if (!found.equals(promised.digest())) {
      throw fault("its SHA-256 is " + found.hex() + " instead of " + promised.digest().hex(), null);
    }
    checked = true;
  }

  private Corrupted fault(String fault, @Nullable Throwable cause) {
    return new Corrupted("cannot use " + promise.what() + ": " + fault, promise.remedy(), cause);
  }

  /** Reads what it skips: skipped content would escape the check. */
  @Override
  public long skip(long n) {
    byte[] buffer = new byte[1 << 13];
    long skipped = 0;
    int step = 0;
    while (skipped < n && step >= 0) {
      step = read(buffer, 0, (int) Math.min(buffer.length, n - skipped));
      skipped += Math.max(step, 0);
    }
    return skipped;
  }

  @Override
  public boolean markSupported() {
    return false;
  }
}
