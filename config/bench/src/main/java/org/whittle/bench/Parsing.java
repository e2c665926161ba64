package org.whittle.bench;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.IntStream;
import org.whittle.kernel.Architecture;
import org.whittle.universe.IndexFiles;

/**
 * Prints how long it takes in milliseconds to parse the base suite into sorted tables, warm: the
 * median of the later half of some readings, each timed by the reader itself.
 */
public final class Parsing {
  private static final int READINGS = 40;

  private Parsing() {}

  /** Measures once. */
  public static void main(String[] arguments) {
    double[] times = IntStream.range(0, READINGS).mapToDouble(i -> parse()).toArray();
    double[] warm = Arrays.copyOfRange(times, READINGS / 2, READINGS);
    Arrays.sort(warm);
    System.out.println(String.format(Locale.ROOT, "%.1f", warm[warm.length / 2]));
  }

  private static double parse() {
    return IndexFiles.load(Indices.files().subList(0, 1), Architecture.AMD64, Optional.empty())
            .timings()
            .parse()
            .toNanos()
        / 1e6;
  }
}
