package org.whittle.blueprint;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/** Guesses which of the known words somebody meant. */
final class Nearest {
  private Nearest() {}

  /** A sentence that proposes the nearest word, or names all of them. */
  static String remedy(String word, List<String> known) {
    return known.stream()
        .min(Comparator.comparingInt(k -> distance(word, k)))
        .filter(k -> distance(word, k) <= Math.max(1, Math.min(word.length(), k.length()) / 3))
        .map(k -> "Did you mean \"" + k + "\"?")
        .orElse("Use one of " + String.join(", ", known) + ".");
  }

  /** Levenshtein's distance: insertions, deletions and substitutions. */
  private static int distance(String a, String b) {
    if (Math.abs(a.length() - b.length()) > 16) {
      return Integer.MAX_VALUE;
    }
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, i -> i);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int substituted = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(substituted, Math.min(row[j], row[j - 1]) + 1);
      }
    }
    return row[b.length()];
  }
}
