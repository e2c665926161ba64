package org.whittle.kernel;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A failure that was foreseen, worded for the person who reads it: "cannot X: Y".
 *
 * <p>Its kinds say what the caller can do: mend the input ({@link InvalidInput}), try again ({@link
 * Unavailable}), distrust what was read ({@link Corrupted}), ask somebody else ({@link Denied}), or
 * look elsewhere ({@link NotFound}), or start from what is there now ({@link Conflict}). The
 * message may be shown to any user; it never holds a secret.
 */
public abstract sealed class Failure extends RuntimeException
    permits InvalidInput, Unavailable, Corrupted, Denied, NotFound, Conflict {
  private static final long serialVersionUID = 1L;

  private final @Nullable String remedy;

  Failure(String message, @Nullable String remedy, @Nullable Throwable cause) {
    super(message, cause);
    this.remedy = remedy;
  }

  /** What the reader can do about it, as a sentence. */
  public Optional<String> remedy() {
    return Optional.ofNullable(remedy);
  }

  /** The message, and the remedy behind it if there is one. */
  public String messageWithRemedy() {
    return remedy == null ? getMessage() : getMessage() + ". " + remedy;
  }

  @Override
  public String getMessage() {
    String message = super.getMessage();
    return message == null ? "" : message;
  }
}
