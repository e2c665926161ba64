package org.whittle.format.deb;

import java.util.List;

/**
 * How the reading of an index went.
 *
 * @param count records that were delivered
 * @param problems malformed stanzas that were passed over, in the order of the index
 */
public record IndexReport(int count, List<Problem> problems) {
  /** Copies the list. */
  public IndexReport {
    problems = List.copyOf(problems);
  }
}
