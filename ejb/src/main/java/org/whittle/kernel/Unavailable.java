package org.whittle.kernel;

import org.jspecify.annotations.Nullable;

/** Something outside did not answer: the same call may succeed later. */
public final class Unavailable extends Failure {
  private static final long serialVersionUID = 1L;

  /** A failure with a message of the form "cannot X: Y". */
  public Unavailable(String message) {
    super(message, null, null);
  }

  /** A failure with what lies behind it. */
  public Unavailable(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** A failure with a remedy: a sentence that says what to do. */
  public Unavailable(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
