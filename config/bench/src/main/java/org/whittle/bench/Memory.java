package org.whittle.bench;

import java.io.IOException;
import java.lang.ref.Reference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.universe.DebianUniverse;

/**
 * Prints how much memory the universe of all indices takes, once read from text and once opened
 * from its prepared index: the heap that is in use with it less the heap that is without, after
 * collections; of the prepared one its file as well, as if all of what is mapped were resident.
 */
public final class Memory {
  private Memory() {}

  /** Measures both. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    print("read", heap(Optional.empty()));
    Path cache = Files.createTempDirectory("whittle-bench");
    Indices.read(Indices.files(), Optional.of(cache));
    print("prepared", heap(Optional.of(cache)) + size(cache));
  }

  private static void print(String what, double bytes) {
    System.out.println(String.format(Locale.ROOT, "%s %.1f", what, bytes / (1 << 20)));
  }

  private static long heap(Optional<Path> cache) throws InterruptedException {
    DebianUniverse universe = Indices.read(Indices.files(), cache);
    long with = used();
    Reference.reachabilityFence(universe);
    universe = null;
    return with - used();
  }

  private static long size(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files.filter(Files::isRegularFile).mapToLong(file -> file.toFile().length()).sum();
    }
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
