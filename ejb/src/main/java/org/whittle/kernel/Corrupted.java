package org.whittle.kernel;

import org.jspecify.annotations.Nullable;

/** Content is not what its digest, signature or format promises: it is not used. */
public final class Corrupted extends Failure {
  private static final long serialVersionUID = 1L;

  /** A failure with a message of the form "cannot X: Y". */
  public Corrupted(String message) {
    super(message, null, null);
  }

  /** A failure with what lies behind it. */
  public Corrupted(String message, @Nullable Throwable cause) {
    super(message, null, cause);
  }

  /** A failure with a remedy: a sentence that says what to do. */
  public Corrupted(String message, String remedy, @Nullable Throwable cause) {
    super(message, remedy, cause);
  }
}
