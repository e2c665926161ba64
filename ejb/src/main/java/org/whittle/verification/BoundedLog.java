package org.whittle.verification;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;

/**
 * The first bytes of what a process writes.
 *
 * <p>All is read on beyond the limit, so that the process is never blocked by a full pipe.
 */
final class BoundedLog {
  private final ByteArrayOutputStream kept = new ByteArrayOutputStream();
  private final Thread reader;
  private boolean cut;

  private BoundedLog(InputStream source) {
    this.reader = Thread.ofVirtual().unstarted(() -> readAll(source));
  }

  /** Begins to read a process's output on a thread of its own. */
  static BoundedLog of(InputStream source) {
    BoundedLog log = new BoundedLog(source);
    log.reader.start();
    return log;
  }

  /** Waits until the output has ended. */
  static String whole(InputStream source) throws IOException {
    BoundedLog log = new BoundedLog(source);
    log.drain(source);
    return log.text();
  }

  /** Waits until the output has ended, at most the given time, and returns what was kept. */
  String text(long millis) throws InterruptedException {
    reader.join(Math.max(1, millis));
    return text();
  }

  private synchronized String text() {
    return kept.toString(StandardCharsets.UTF_8) + (cut ? "\n… (cut)\n" : "");
  }

  private void readAll(InputStream source) {
    try {
      drain(source);
    } catch (IOException e) {
      // The process was killed and its pipe closed: what was read until now is the log.
    }
  }

  private void drain(InputStream source) throws IOException {
    byte[] buffer = new byte[8192];
    for (int n = source.read(buffer); n >= 0; n = source.read(buffer)) {
      keep(buffer, n);
    }
  }

  private synchronized void keep(byte[] buffer, int n) {
    int room = Limits.OUTPUT_BYTES - kept.size();
    kept.write(buffer, 0, Math.min(room, n));
    cut |= n > room;
  }
}
