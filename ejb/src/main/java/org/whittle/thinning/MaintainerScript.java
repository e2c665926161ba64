package org.whittle.thinning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A maintainer script as lines of commands: continuations joined, comments gone, simple variables
 * put in, here-documents left out. It is read, never run.
 */
final class MaintainerScript {
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?:local |readonly |export )?([A-Za-z_]\\w*)=(\"[^\"`]*\"|'[^']*'|[^\\s\"'`;$(]*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|([A-Za-z_]\\w*))");
  private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*['\"\\\\]?(\\w+)['\"]?");

  private final List<Line> lines = new ArrayList<>();
  private final Map<String, String> variables = new HashMap<>();

  /**
   * A command line.
   *
   * @param number of its first line in the script, from 1
   * @param text as written, without indentation
   * @param expanded with simple variables put in
   * @param generated whether debhelper added it
   */
  record Line(int number, String text, String expanded, boolean generated) {}

  MaintainerScript(String script) {
    String[] raw = script.split("\n", -1);
    boolean generated = false;
    for (int i = 0; i < raw.length; i++) {
      String text = raw[i].strip();
      int number = i + 1;
      if (text.startsWith("# Automatically added by dh")) {
        generated = true;
      } else if (text.startsWith("# End automatically added section")) {
        generated = false;
      }
      if (text.isEmpty() || text.startsWith("#")) {
        continue;
      }
      while (text.endsWith("\\") && i + 1 < raw.length) {
        i++;
        text = text.substring(0, text.length() - 1).strip() + " " + raw[i].strip();
      }
      add(number, text.strip(), generated);
      Matcher heredoc = HEREDOC.matcher(text);
      if (heredoc.find()) {
        i = endOf(raw, i, heredoc.group(1));
      }
    }
  }

  private static int endOf(String[] raw, int start, String end) {
    int i = start + 1;
    while (i < raw.length && !raw[i].strip().equals(end)) {
      i++;
    }
    return i;
  }

  private void add(int number, String text, boolean generated) {
    Matcher assignment = ASSIGNMENT.matcher(text);
    if (assignment.lookingAt()) {
      String value = assignment.group(2);
      boolean quoted = value.startsWith("\"") || value.startsWith("'");
      variables.put(
          assignment.group(1), expand(quoted ? value.substring(1, value.length() - 1) : value));
    }
    lines.add(new Line(number, text, expand(text), generated));
  }

  private String expand(String text) {
    Matcher matcher = VARIABLE.matcher(text);
    return matcher.replaceAll(
        m -> {
          String name = m.group(1) != null ? m.group(1) : m.group(2);
          return Matcher.quoteReplacement(variables.getOrDefault(name, m.group()));
        });
  }

  List<Line> lines() {
    return lines;
  }
}
