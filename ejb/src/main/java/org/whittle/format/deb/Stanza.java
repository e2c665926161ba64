package org.whittle.format.deb;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.whittle.kernel.InvalidInput;

/**
 * One stanza of control data: fields in the order of the file (deb822(5)).
 *
 * <p>Names are found regardless of case. The lines of a value are separated by line feeds; a
 * continuation line has lost its first character and its trailing white space.
 */
public final class Stanza {
  private final String source;
  private final List<FieldName> names;
  private final List<String> values;
  private final long[] lines;

  Stanza(String source, List<FieldName> names, List<String> values, long[] lines) {
    this.source = source;
    this.names = names;
    this.values = values;
    this.lines = lines;
  }

  /** The value of a field, without white space around it. */
  public Optional<String> get(String name) {
    int at = indexOf(name);
    return at < 0 ? Optional.empty() : Optional.of(values.get(at));
  }

  /** The value of a field, or the given one if the field is absent. */
  public String get(String name, String absent) {
    int at = indexOf(name);
    return at < 0 ? absent : values.get(at);
  }

  /**
   * The value of a field that must be there.
   *
   * @throws InvalidInput if it is absent or empty
   */
  public String require(String name) {
    String value = get(name, "");
    if (value.isEmpty()) {
      throw new InvalidInput(
          "cannot use stanza of " + source + " at line " + line() + ": no field " + name);
    }
    return value;
  }

  /** The names of the fields as written, in order. */
  public List<String> names() {
    List<String> written = new ArrayList<>(names.size());
    names.forEach(name -> written.add(name.text()));
    return Collections.unmodifiableList(written);
  }

  /** The line of the first field, counted from 1. */
  public long line() {
    return lines[0];
  }

  /** The line of a field, counted from 1; that of the stanza if the field is absent. */
  public long line(String name) {
    int at = indexOf(name);
    return at < 0 ? line() : lines[at];
  }

  /** The name of what was read, as the caller gave it. */
  public String source() {
    return source;
  }

  private int indexOf(String name) {
    String key = name.toLowerCase(Locale.ROOT);
    for (int i = 0; i < names.size(); i++) {
      if (names.get(i).key().equals(key)) {
        return i;
      }
    }
    return -1;
  }

  /** The stanza in the form of control data. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder();
    for (int i = 0; i < names.size(); i++) {
      text.append(names.get(i).text()).append(':');
      text.append(values.get(i).startsWith("\n") ? "" : " ");
      text.append(values.get(i).replace("\n", "\n ")).append('\n');
    }
    return text.toString();
  }
}
