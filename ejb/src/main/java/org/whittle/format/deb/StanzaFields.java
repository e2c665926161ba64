package org.whittle.format.deb;

import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The fields of one well-formed stanza as ranges of a buffer, without white space around them.
 *
 * <p>Valid until the reader goes on. An absent field is an empty range.
 */
public final class StanzaFields {
  private final int[] starts = new int[IndexField.COUNT];
  private final int[] ends = new int[IndexField.COUNT];
  private final String source;
  private byte[] buffer = new byte[0];
  private int first;
  private long before;
  private @Nullable Stanza original;

  StanzaFields(String source) {
    this.source = source;
  }

  /** What the ranges are of. */
  public byte[] buffer() {
    return buffer;
  }

  /** Where the value of a field starts. */
  public int start(IndexField field) {
    return starts[field.place()];
  }

  /** Where the value of a field ends. */
  public int end(IndexField field) {
    return ends[field.place()];
  }

  /** Whether a field has a value. */
  public boolean has(IndexField field) {
    return ends[field.place()] > starts[field.place()];
  }

  /** The value of a field; empty if it is absent. */
  public String text(IndexField field) {
    int start = start(field);
    return new String(buffer, start, end(field) - start, StandardCharsets.UTF_8);
  }

  /** The name of what is read, as the caller gave it. */
  public String source() {
    return source;
  }

  /** The line of a field, counted from 1 behind what the reader started at. */
  public long line(IndexField field) {
    if (original != null) {
      return before + original.line(field.text());
    }
    long line = before + 1;
    for (int i = first; i < start(field); i++) {
      line += buffer[i] == '\n' ? 1 : 0;
    }
    return line;
  }

  void begin(byte[] text, int from, long linesBefore) {
    buffer = text;
    first = from;
    before = linesBefore;
    original = null;
    for (int i = 0; i < IndexField.COUNT; i++) {
      starts[i] = 0;
      ends[i] = 0;
    }
  }

  /** Tells lines as they were before the stanza was written anew. */
  void originally(Stanza stanza, long linesBefore) {
    original = stanza;
    before = linesBefore;
  }

  /** Sets a field to a range without the white space around it. */
  void set(int field, int from, int to) {
    int start = from;
    int end = to > from && buffer[to - 1] == '\r' ? to - 1 : to;
    while (start < end && isSpace(buffer[start])) {
      start++;
    }
    while (end > start && isSpace(buffer[end - 1])) {
      end--;
    }
    starts[field] = start;
    ends[field] = end;
  }

  boolean isEmpty(int field) {
    return starts[field] == ends[field];
  }

  private static boolean isSpace(byte b) {
    return b == ' ' || b == '\t';
  }
}
