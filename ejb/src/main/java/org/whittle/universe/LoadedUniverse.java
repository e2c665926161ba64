package org.whittle.universe;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.whittle.format.deb.Problem;

/**
 * A universe of index files, and how its making went.
 *
 * @param universe of all packages that could be used
 * @param stanzas packages that the files list, the unusable included
 * @param skipped why stanzas were passed over, each with source and line, in the order of the files
 * @param timings what took how long
 * @param notKept why there is no prepared index to use the next time, if one was wanted
 */
public record LoadedUniverse(
    DebianUniverse universe,
    int stanzas,
    List<Problem> skipped,
    Timings timings,
    Optional<String> notKept) {

  /**
   * What took how long; a part that was not needed took no time.
   *
   * @param prepared whether a prepared index was opened instead of reading text
   * @param open finding and opening the prepared index
   * @param parse reading the text, its decompression included
   * @param build making the universe of what was read
   * @param write writing the prepared index
   */
  public record Timings(
      boolean prepared, Duration open, Duration parse, Duration build, Duration write) {}

  /** Copies the list. */
  public LoadedUniverse {
    skipped = List.copyOf(skipped);
  }
}
