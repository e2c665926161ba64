package org.whittle.universe;

import java.nio.file.Path;

/**
 * A file of an index.
 *
 * @param path plain, or compressed as its suffix says
 * @param pin preference among indices, as apt's pins (apt_preferences(5)): the candidate of a name
 *     is of the highest one; a negative pin hides the index
 */
public record IndexFile(Path path, int pin) {
  /** Under apt's default pin. */
  public static IndexFile of(Path path) {
    return new IndexFile(path, UniverseBuilder.DEFAULT_PIN);
  }
}
