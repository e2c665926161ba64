package org.whittle.rules;

/**
 * A place in a rule file.
 *
 * @param file the file's name
 * @param line from 1
 * @param column from 1
 */
public record Position(String file, int line, int column) {
  /** The form {@code file:line}, as reasons name a rule. */
  public String inFile() {
    return file + ":" + line;
  }

  /** The form {@code file:line:column}. */
  @Override
  public String toString() {
    return file + ":" + line + ":" + column;
  }
}
