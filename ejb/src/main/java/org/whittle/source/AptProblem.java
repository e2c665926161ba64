package org.whittle.source;

import java.nio.file.Path;

/**
 * Something in an apt configuration that cannot be used; the rest can.
 *
 * @param line counted from 1; 0 if it is about the whole file
 */
public record AptProblem(Path file, long line, String message) {
  /** The form {@code file:line: message}. */
  @Override
  public String toString() {
    return line == 0 ? file + ": " + message : file + ":" + line + ": " + message;
  }
}
