package org.whittle.kernel;

import org.jspecify.annotations.Nullable;

/** The caller may not do this, whatever the input. */
public final class Denied extends Failure {
  private static final long serialVersionUID = 1L;

  /** A failure with a message of the form "cannot X: Y". */
  public Denied(String message) {
    super(message, null, null);
  }

  /** A failure with what lies behind it. */
  public Denied(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** A failure with a remedy: a sentence that says what to do. */
  public Denied(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
