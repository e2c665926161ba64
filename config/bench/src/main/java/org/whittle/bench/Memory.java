package org.whittle.bench;

import java.lang.ref.Reference;
import java.util.Locale;
import org.whittle.universe.DebianUniverse;

/** Prints how much memory the universe of all indices takes: what is in use with it and without. */
public final class Memory {
  private Memory() {}

  /** Measures once. */
  public static void main(String[] arguments) throws InterruptedException {
    DebianUniverse universe = Indices.all();
    long with = used();
    Reference.reachabilityFence(universe);
    universe = null;
    long without = used();
    System.out.println(String.format(Locale.ROOT, "%.1f", (with - without) / 1048576.0));
  }

  private static long used() throws InterruptedException {
    Runtime runtime = Runtime.getRuntime();
    long least = Long.MAX_VALUE;
    for (int i = 0; i < 5; i++) {
      System.gc();
      Thread.sleep(100);
      least = Math.min(least, runtime.totalMemory() - runtime.freeMemory());
    }
    return least;
  }
}
