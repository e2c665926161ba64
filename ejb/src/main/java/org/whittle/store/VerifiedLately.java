package org.whittle.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.whittle.kernel.Digest;

/**
 * Which files this process has read to their end and found sound a few minutes ago.
 *
 * <p>Of each it is known when its content or its entry in the file system last changed ({@code
 * st_ctime}, which nobody can set back): a file that was written to since, or replaced, is not
 * trusted. What the medium damages within those minutes is found when it is read next. Small files
 * are quickly read again and not remembered. Bounded; safe for use by any thread.
 */
final class VerifiedLately {
  private static final Duration TRUSTED = Duration.ofMinutes(10);
  private static final long SMALL = 16 << 10;
  private static final int MOST = 20_000;
  private static final String STATE = "unix:ctime,ino,size";

  private record Sound(Map<String, Object> state, Instant since) {}

  private final Clock clock;
  private final Map<Digest, Sound> entries =
      new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<Digest, Sound> eldest) {
          return size() > MOST;
        }
      };

  VerifiedLately(Clock clock) {
    this.clock = clock;
  }

  /** What is noted of a file before it is read; empty if it is small. */
  static Map<String, Object> state(Path file) throws IOException {
    Map<String, Object> state = Files.readAttributes(file, STATE);
    return state.get("size") instanceof Long size && size >= SMALL ? state : Map.of();
  }

  /** A file was sound; what was noted of it before it was read. */
  void found(Digest digest, Map<String, Object> state) {
    if (!state.isEmpty()) {
      synchronized (entries) {
        entries.put(digest, new Sound(state, clock.instant()));
      }
    }
  }

  /** Whether the file was sound lately and is the same. */
  boolean knows(Digest digest, Map<String, Object> state) {
    synchronized (entries) {
      Sound there = entries.get(digest);
      return there != null
          && there.state().equals(state)
          && there.since().plus(TRUSTED).isAfter(clock.instant());
    }
  }
}
