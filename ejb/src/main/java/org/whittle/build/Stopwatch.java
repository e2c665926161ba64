package org.whittle.build;

import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Supplier;
import org.whittle.kernel.Progress;

/** Knows which stage a build is in and how long each took. */
final class Stopwatch {
  private final Progress progress;
  private final Map<Stage, Duration> durations = new EnumMap<>(Stage.class);
  private Stage stage = Stage.RESOLVE;

  Stopwatch(Progress progress) {
    this.progress = progress;
  }

  <T> T time(Stage next, Supplier<T> work) {
    stage = next;
    progress.report(next.word(), 0, 0);
    long start = System.nanoTime();
    T result = work.get();
    durations.merge(next, Duration.ofNanos(System.nanoTime() - start), Duration::plus);
    progress.report(next.word(), 1, 1);
    return result;
  }

  Stage stage() {
    return stage;
  }

  Map<Stage, Duration> durations() {
    return durations;
  }
}
