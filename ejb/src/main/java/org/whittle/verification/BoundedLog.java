package org.whittle.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * Reads a process's output on a thread of its own and keeps the first bytes of it.
 *
 * <p>It reads on beyond the limit, so that the process is never blocked by a full pipe.
 */
final class BoundedLog {
  private final InputStream source;
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread reader;
  private boolean cut;

  private BoundedLog(InputStream source) {
    this.source = source;
    this.reader = Thread.ofVirtual().unstarted(this::drain);
  }

  static BoundedLog of(InputStream source) {
    BoundedLog log = new BoundedLog(source);
    log.reader.start();
    return log;
  }

  /** Waits until the output has ended, at most the given time, and returns what was kept. */
  String text(long millis) throws InterruptedException {
    reader.join(Math.max(1, millis));
    synchronized (this) {
      return kept.toString(StandardCharsets.UTF_8) + (cut ? "\n… (cut)\n" : "");
    }
  }

  private void drain() {
    byte[] buffer = new byte[8192];
    try {
      for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
        keep(buffer, n);
      }
    } catch (IOException e) {
      // The process was killed and its pipe closed: what was read until now is the log.
    }
  }

  private synchronized void keep(byte[] buffer, int n) {
    int room = Limits.OUTPUT_BYTES - kept.size();
    kept.write(buffer, 0, Math.min(room, n));
    cut |= n > room;
  }
}
