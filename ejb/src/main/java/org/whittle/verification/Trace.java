package org.whittle.verification;

import java.util.List;

/**
 * What the processes of one retro-test asked of the file system.
 *
 * @param test the test's name in the blueprint
 * @param accesses each once, in the order of their first occurrence
 * @param whole whether everything was seen; else a limit was reached, or the record was cut off
 */
public record Trace(String test, List<Access> accesses, boolean whole) {
  /** Copies the list. */
  public Trace {
    accesses = List.copyOf(accesses);
  }
}
