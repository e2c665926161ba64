package org.whittle.universe;

import java.util.List;
import java.util.Optional;
import java.util.function.BiPredicate;

/**
 * An index that is to be read.
 *
 * @param name for messages
 * @param origin its place among all
 * @param pin preference among indices, as apt's pins
 * @param only the name and version of a source package whose packages count; empty if all do
 * @param size about how many bytes of text there are; 0 if nobody knows
 * @param parts its plain text in parts, each but the last ending behind a blank line
 */
record IndexInput(
    String name,
    int origin,
    int pin,
    Optional<BiPredicate<String, String>> only,
    long size,
    List<IndexText> parts) {
  /** Copies the list. */
  IndexInput {
    parts = List.copyOf(parts);
  }
}
