package org.whittle.verification;

import java.time.Duration;

/**
 * How one retro-test went.
 *
 * @param name the test's name in the blueprint
 * @param duration wall-clock time, start and stop of the service included
 * @param detail one sentence: what was seen, or why the test was not run and how to mend that
 * @param log what the image's process wrote, cut at a limit
 */
public record TestOutcome(
    String name, Verdict verdict, Duration duration, String detail, String log) {
  /** What a test shows. The names are kept in databases: never rename one. */
  public enum Verdict {
    PASSED,
    FAILED,
    /** It could not be run: nothing is known, which is never the same as passed. */
    NOT_RUN
  }
}
