package org.whittle.kernel;

import org.jspecify.annotations.Nullable;

/** The thing that was asked for does not exist, or the caller may not know of it. */
public final class NotFound extends Failure {
  private static final long serialVersionUID = 1L;

  /** A failure with a message of the form "cannot X: Y". */
  public NotFound(String message) {
    super(message, null, null);
  }

  /** A failure with what lies behind it. */
  public NotFound(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** A failure with a remedy: a sentence that says what to do. */
  public NotFound(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
