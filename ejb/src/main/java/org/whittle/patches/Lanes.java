package org.whittle.patches;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Deals planned lines to lanes that are worked on side by side.
 *
 * <p>A family stays in one lane: its images share most files, which the first of them leaves ready
 * for the others, and an image is never in two lanes. The same lines are always dealt the same way.
 */
final class Lanes {
  private Lanes() {}

  /** A line and how long it may take, in milliseconds. */
  record Load(long lineId, String family, long millis) {}

  /** The lane of each line, from 0; the largest family is dealt first, to the emptiest lane. */
  static Map<Long, Integer> deal(Collection<Load> lines, int lanes) {
    Map<String, List<Load>> families = new TreeMap<>();
    for (Load line : lines) {
      families.computeIfAbsent(line.family(), name -> new ArrayList<>()).add(line);
    }
    long[] full = new long[lanes];
    Map<Long, Integer> dealt = new LinkedHashMap<>();
    families.values().stream()
        .sorted(Comparator.comparingLong(Lanes::millis).reversed())
        .forEach(
            family -> {
              int lane = emptiest(full);
              full[lane] += millis(family);
              family.forEach(line -> dealt.put(line.lineId(), lane));
            });
    return dealt;
  }

  /** How long the fullest lane takes, in milliseconds. */
  static long longest(Collection<Load> lines, int lanes) {
    long[] full = new long[lanes];
    Map<Long, Integer> dealt = deal(lines, lanes);
    for (Load line : lines) {
      full[dealt.getOrDefault(line.lineId(), 0)] += line.millis();
    }
    long longest = 0;
    for (long one : full) {
      longest = Math.max(longest, one);
    }
    return longest;
  }

  private static long millis(List<Load> family) {
    return family.stream().mapToLong(Load::millis).sum();
  }

  private static int emptiest(long[] full) {
    int emptiest = 0;
    for (int lane = 1; lane < full.length; lane++) {
      if (full[lane] < full[emptiest]) {
        emptiest = lane;
      }
    }
    return emptiest;
  }
}
