package org.whittle.resolver.minimal;

import java.time.Duration;
import org.whittle.kernel.InvalidInput;

/**
 * How much may be spent on a proof before what was found so far is given, with the gap that is
 * left.
 *
 * <p>Steps make the answer depend on the question alone. Time does not: a busier machine may give
 * another answer, though never a wrong one.
 *
 * @param steps decisions and conflicts of the search
 * @param time how long it may take, looked at every few steps
 */
public record Effort(long steps, Duration time) {
  /** Enough for all that people ask; a proof that needs more is better given up. */
  public static final Effort DEFAULT = new Effort(20_000_000, Duration.ofSeconds(60));

  /** Refuses what leaves no time at all. */
  public Effort {
    if (steps < 0 || time.isNegative()) {
      throw new InvalidInput(
          "cannot spend " + steps + " steps and " + time + " on a proof: one of them is negative",
          "Give a number of steps and a time from 0 on",
          null);
    }
  }
}
