package org.whittle.cli.index;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.whittle.universe.LoadedUniverse;

/** What took how long, in order; a line for each part. */
final class Timings {
  private final List<String> lines = new ArrayList<>();

  /** Does a part of the work under a name. */
  <T> T measure(String part, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    add(part, Duration.ofNanos(System.nanoTime() - start));
    return result;
  }

  /** How the universe was made. */
  void add(LoadedUniverse.Timings load) {
    if (load.prepared()) {
      add("open the prepared index", load.open());
    } else {
      add("read the index", load.parse());
      add("work out relations", load.build());
      if (!load.write().isZero()) {
        add("keep it prepared", load.write());
      }
    }
  }

  private void add(String part, Duration duration) {
    lines.add(String.format(Locale.ROOT, "%8.1f ms  %s", duration.toNanos() / 1e6, part));
  }

  /** The parts, and the whole time since the process started. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    lines.forEach(line -> text.append(line).append('\n'));
    ProcessHandle.current()
        .info()
        .startInstant()
        .ifPresent(start -> text.append(total(Duration.between(start, Instant.now()))));
    return text.toString();
  }

  private static String total(Duration duration) {
    return String.format(
        Locale.ROOT, "%8d ms  in all since the process started%n", duration.toMillis());
  }
}
