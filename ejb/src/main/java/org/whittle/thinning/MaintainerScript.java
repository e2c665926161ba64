package org.whittle.thinning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A maintainer script as lines of commands: continuations joined, comments gone, simple variables
 * put in, here-documents left out. It is read, never run.
 */
final class MaintainerScript {
  private static final Pattern TRUTH = Pattern.compile("\"?(true|false)\"?;?");
  private static final Pattern ASSIGNMENT =
      Pattern.compile(
          "(?:local |readonly |export )?([A-Za-z_]\\w*)=(\"[^\"`]*\"|'[^']*'|[^\\s\"'`;$(]*)");
  private static final Pattern VARIABLE = Pattern.compile("\\$(?:\\{(\\w+)}|([A-Za-z_]\\w*))");
  private static final Pattern HEREDOC = Pattern.compile("<<-?\\s*['\"\\\\]?(\\w+)['\"]?");

  private static final Pattern FUNCTION = Pattern.compile("(?:function\\s+)?([\\w-]+)\\s*\\(\\).*");
  private static final Pattern CALL = Pattern.compile("([\\w-]+)(\\s.*)?|\\$\\{?(\\w+)}?");
  private static final Pattern ANY_ASSIGNMENT =
      Pattern.compile("(?:^|[\\s;&|])(?:local |readonly |export )?([A-Za-z_]\\w*)=(\\S*)");

  private final List<Line> lines = new ArrayList<>();
  private final Set<String> functions = new HashSet<>();
  private final Map<String, Boolean> truths = new HashMap<>();
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
    Matcher function = FUNCTION.matcher(text);
    if (function.matches()) {
      functions.add(function.group(1));
    }
    ANY_ASSIGNMENT
        .matcher(text)
        .results()
        .forEach(a -> truths.merge(a.group(1), isTruth(a.group(2)), Boolean::logicalAnd));
    lines.add(new Line(number, text, expand(text), generated));
  }

  private static boolean isTruth(String value) {
    return TRUTH.matcher(value).matches();
  }

  /**
   * Whether a command does nothing but what other lines of the script say: it calls a function of
   * the script, or is a variable that is true or false.
   */
  boolean isOwn(String command) {
    Matcher call = CALL.matcher(command);
    return call.matches()
        && !ShellCommands.writes(command)
        && (call.group(1) != null
            ? functions.contains(call.group(1))
            : truths.getOrDefault(call.group(3), false));
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

  /** The command line to which a line of the text belongs. */
  Line at(int number) {
    Line found = lines.getFirst();
    for (Line line : lines) {
      if (line.number() > number) {
        break;
      }
      found = line;
    }
    return found;
  }
}
