package org.whittle.rules;

/** Texts with {@code *} for any text, for lines and versions; paths have {@link Glob}. */
public final class Wildcard {
  private Wildcard() {}

  /** Whether the text is what the pattern says. */
  public static boolean matches(String pattern, String text) {
    int star = pattern.indexOf('*');
    if (star < 0) {
      return pattern.equals(text);
    }
    if (!text.startsWith(pattern.substring(0, star))) {
      return false;
    }
    int at = star;
    String[] fixed = pattern.substring(star + 1).split("\\*", -1);
    for (int i = 0; i < fixed.length - 1; i++) {
      int found = text.indexOf(fixed[i], at);
      if (found < 0) {
        return false;
      }
      at = found + fixed[i].length();
    }
    String last = fixed[fixed.length - 1];
    return text.length() - at >= last.length() && text.endsWith(last);
  }
}
