package org.whittle.cli.index;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;
import org.whittle.universe.LoadedUniverse;

/** What took how long, in order; a line for each part. */
final class Timings {
  private final long begun = System.nanoTime();
  private final List<String> lines = new ArrayList<>();

  /** Does a part of the work under a name. */
  <T> T measure(String part, Supplier<T> work) {
    long start = System.nanoTime();
    T result = work.get();
    add(part, since(start));
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
    lines.add(line(part, duration));
  }

  /** The parts, and the whole since the arguments were read. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    lines.forEach(text::append);
    return text + line("in all", since(begun));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  private static String line(String part, Duration duration) {
    return String.format(Locale.ROOT, "%8.1f ms  %s%n", duration.toNanos() / 1e6, part);
  }
}
