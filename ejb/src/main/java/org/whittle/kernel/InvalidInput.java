package org.whittle.kernel;

import org.jspecify.annotations.Nullable;

/** What was given is wrong: the same call fails again until the input is mended. */
public final class InvalidInput extends Failure {
  private static final long serialVersionUID = 1L;

  /** A failure with a message of the form "cannot X: Y". */
  public InvalidInput(String message) {
    super(message, null, null);
  }

  /** A failure with what lies behind it. */
  public InvalidInput(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** A failure with a remedy: a sentence that says what to do. */
  public InvalidInput(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
