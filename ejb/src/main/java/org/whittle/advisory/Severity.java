package org.whittle.advisory;

import java.util.Locale;

/**
 * How grave a vulnerability is, in ascending order; unknown is less than all that is known.
 *
 * <p>Source: CVSS 3.1, section 5, Qualitative Severity Rating Scale; {@code NEGLIGIBLE} is its
 * None, and what Debian's security tracker calls unimportant.
 */
public enum Severity {
  UNKNOWN,
  NEGLIGIBLE,
  LOW,
  MEDIUM,
  HIGH,
  CRITICAL;

  /** What an urgency of Debian's security tracker says; what it does not say is unknown. */
  static Severity ofTracker(String urgency) {
    return switch (urgency.replace("*", "").toLowerCase(Locale.ROOT)) {
      case "unimportant" -> NEGLIGIBLE;
      case "low" -> LOW;
      case "medium" -> MEDIUM;
      case "high" -> HIGH;
      default -> UNKNOWN;
    };
  }

  /** The rating of a CVSS base score from 0 to 10. */
  static Severity ofScore(double score) {
    if (score >= 9) {
      return CRITICAL;
    }
    if (score >= 7) {
      return HIGH;
    }
    if (score >= 4) {
      return MEDIUM;
    }
    return score > 0 ? LOW : NEGLIGIBLE;
  }

  /** The graver of two. */
  public Severity or(Severity other) {
    return compareTo(other) >= 0 ? this : other;
  }
}
