package org.whittle.verification;

import java.util.List;

/**
 * What the tests' processes asked for in vain.
 *
 * @param observed whether every test was observed to its end
 * @param reason why it was not, as a sentence; empty if it was
 * @param misses the gravest first, each path once
 * @param unjudged paths that no package of the closure has and of which nobody could say whether
 *     another package of the archive has them
 */
public record MissReport(boolean observed, String reason, List<Miss> misses, int unjudged) {
  /** What the observation shows. */
  public enum Verdict {
    /** All tests were observed, and nothing of the full closure was missed. */
    NONE,
    /** At least one file of the full closure was missed. */
    MISSED,
    /** Not all was observed: nothing is known, which is never the same as nothing missed. */
    UNKNOWN
  }

  /** Sorts the misses. */
  public MissReport {
    misses = misses.stream().sorted().toList();
  }

  /** Nothing was observed. */
  public static MissReport notObserved(String reason) {
    return new MissReport(false, reason, List.of(), 0);
  }

  /** {@code MISSED} if a file was, else {@code NONE} if all was observed. */
  public Verdict verdict() {
    return misses.stream().anyMatch(m -> m.kind() == Miss.Kind.MISSING)
        ? Verdict.MISSED
        : observed ? Verdict.NONE : Verdict.UNKNOWN;
  }
}
