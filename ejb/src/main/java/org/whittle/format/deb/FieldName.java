package org.whittle.format.deb;

import java.util.Locale;

/** The name of a field as it was written, and the form under which it is found. */
record FieldName(String text, String key) {
  static FieldName of(String text) {
    return new FieldName(text, text.toLowerCase(Locale.ROOT));
  }
}
