package org.whittle.windows;

import java.time.Instant;
import java.util.Optional;

/** Whether work may run by itself at a moment. */
public sealed interface Standing {
  /**
   * It may.
   *
   * @param deadline when it has to stop: the end of all windows that follow each other without gap
   */
  record Open(Opening opening, Instant deadline) implements Standing {}

  /**
   * It may not, until the next window opens.
   *
   * @param because the black-out that shuts a window right now, if one does
   */
  record Shut(Opening next, Optional<Blackout> because) implements Standing {}

  /** No window opens any more. */
  record Never(Reason reason, String detail) implements Standing {}

  /** Why no window opens any more. */
  enum Reason {
    /** There is none. */
    NO_WINDOW,
    /** Their recurrence has ended, or never gives a day. */
    NO_DAY,
    /** Black-outs cover all days that are looked at. */
    BLACKED_OUT
  }
}
