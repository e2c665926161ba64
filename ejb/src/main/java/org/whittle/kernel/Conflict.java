package org.whittle.kernel;

import org.jspecify.annotations.Nullable;

/** Somebody else changed the thing since it was read: start again from what is there now. */
public final class Conflict extends Failure {
  private static final long serialVersionUID = 1L;

  /** A failure with a message of the form "cannot X: Y". */
  public Conflict(String message) {
    super(message, null, null);
  }

  /** A failure with what lies behind it. */
  public Conflict(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** A failure with a remedy: a sentence that says what to do. */
  public Conflict(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
