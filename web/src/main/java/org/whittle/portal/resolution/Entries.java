package org.whittle.portal.resolution;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Splits what was typed into entries: by spaces, commas and lines, but not within parentheses. */
final class Entries {
  private static final Pattern ENTRY = Pattern.compile("[^\\s,()]+(?:\\s*\\([^()]*\\))?|[()]");

  private Entries() {}

  static List<String> of(String text) {
    List<String> entries = new ArrayList<>();
    Matcher matcher = ENTRY.matcher(text);
    while (matcher.find()) {
      entries.add(matcher.group());
    }
    return entries;
  }
}
