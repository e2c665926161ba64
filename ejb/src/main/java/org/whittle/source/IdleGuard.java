package org.whittle.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Closes a body whose next bytes do not come: the HTTP client itself would wait for ever. */
final class IdleGuard extends FilterInputStream {
  private static final long NOT_READING = Long.MIN_VALUE;

  /** The next bytes did not come in time. */
  static final class Stalled extends IOException {
    private static final long serialVersionUID = 1L;

    Stalled(Duration limit, IOException cause) {
      super("no bytes came for " + limit.toMillis() + " ms", cause);
    }
  }

  private final Duration limit;
  private volatile long readingSince = NOT_READING;
  private volatile boolean stalled;
  private volatile boolean closed;

  IdleGuard(InputStream body, Duration limit) {
    super(body);
    this.limit = limit;
    watch();
  }

  private void watch() {
    CompletableFuture.delayedExecutor(limit.toMillis() / 2 + 1, TimeUnit.MILLISECONDS)
        .execute(this::check);
  }

  private void check() {
    long since = readingSince;
    if (closed) {
      return;
    }
    if (since == NOT_READING || System.nanoTime() - since < limit.toNanos()) {
      watch();
      return;
    }
    stalled = true;
    try {
      in.close();
    } catch (IOException e) {
      // The reader is told by its own exception.
      closed = true;
    }
  }

  @Override
  public int read() throws IOException {
    byte[] one = new byte[1];
    int n = read(one, 0, 1);
    return n < 0 ? -1 : one[0] & 0xff;
  }

  @Override
  public int read(byte[] buffer, int offset, int length) throws IOException {
    readingSince = System.nanoTime();
    try {
      int n = super.read(buffer, offset, length);
      if (n < 0 && stalled) {
        throw new IOException("closed");
      }
      return n;
    } catch (IOException e) {
      throw stalled ? new Stalled(limit, e) : e;
    } finally {
      readingSince = NOT_READING;
    }
  }

  @Override
  public void close() throws IOException {
    closed = true;
    super.close();
  }
}
