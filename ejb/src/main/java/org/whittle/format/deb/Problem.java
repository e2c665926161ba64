package org.whittle.format.deb;

/**
 * One fault of control data that was passed over, at its place.
 *
 * @param source the name of the file or index, as the caller gave it
 * @param line counted from 1
 * @param field the field's name; empty if the line is not a field
 * @param message what is wrong
 */
public record Problem(String source, long line, String field, String message) {
  /** For people: place, field and fault on one line. */
  @Override
  public String toString() {
    return source + " line " + line + (field.isEmpty() ? "" : ", field " + field) + ": " + message;
  }
}
