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
 * @param whyUnjudged why not, as a sentence; empty if all could be judged
 */
public record MissReport(
    boolean observed, String reason, List<Miss> misses, int unjudged, String whyUnjudged) {
  /** What the observation shows. */
  public enum Verdict {
    /** All tests were observed, and nothing was missed that any package has. */
    NONE,
    /**
     * All tests were observed, and nothing of the full closure was missed; but paths were asked for
     * that other packages of the archive have, or that could not be judged, or directories were
     * read that are not complete though no rule says so.
     */
    UNSETTLED,
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
    return new MissReport(false, reason, List.of(), 0, "");
  }

  /** The gravest that can be said. */
  public Verdict verdict() {
    if (count(Miss.Kind.MISSING) > 0) {
      return Verdict.MISSED;
    }
    if (!observed) {
      return Verdict.UNKNOWN;
    }
    return unjudged > 0 || count(Miss.Kind.UNKNOWN) > 0 || count(Miss.Kind.PARTIAL) > 0
        ? Verdict.UNSETTLED
        : Verdict.NONE;
  }

  /** How many are of a kind. */
  public long count(Miss.Kind kind) {
    return misses.stream().filter(miss -> miss.kind() == kind).count();
  }

  /** What is not known, as a sentence without its full stop; empty if all is. */
  public String notKnown() {
    if (!observed) {
      return reason;
    }
    return unjudged == 0
        ? ""
        : unjudged + (unjudged == 1 ? " path was" : " paths were") + " not judged: " + whyUnjudged;
  }
}
