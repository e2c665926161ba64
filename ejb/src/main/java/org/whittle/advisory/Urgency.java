package org.whittle.advisory;

import java.util.Locale;
import java.util.Optional;

/**
 * How soon its maintainer wants an upload to be taken, in ascending order.
 *
 * <p>Source: Debian Policy 5.6.17.
 */
public enum Urgency {
  LOW,
  MEDIUM,
  HIGH,
  EMERGENCY,
  CRITICAL;

  /** The urgency that a word names, in any case; empty if it names none. */
  static Optional<Urgency> of(String word) {
    for (Urgency urgency : values()) {
      if (urgency.name().equals(word.toUpperCase(Locale.ROOT))) {
        return Optional.of(urgency);
      }
    }
    return Optional.empty();
  }
}
