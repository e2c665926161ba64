package org.whittle.thinning;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The simple commands of a line of shell (POSIX.1-2017, Shell Command Language, 2.9): lists and
 * pipelines taken apart, reserved words left out. It is read, never run.
 */
final class ShellCommands {
  private static final Pattern RESERVED =
      Pattern.compile("((if|elif|while|until|then|else|do|!|\\{|\\()\\s+|\\()+");
  private static final Pattern ALONE = Pattern.compile("then|do|fi|done|else|esac|}|\\)");

  private static final Pattern QUOTED = Pattern.compile("\\\\.|'[^']*'|\"(\\\\.|[^\"\\\\])*\"");
  private static final Pattern NOWHERE =
      Pattern.compile("(\\d?|&)>>?\\s*/dev/(null|stderr|stdout)|\\d?>&\\d");

  private ShellCommands() {}

  /** The commands in their order, without redirections to nowhere; empty if there is none. */
  static List<String> of(String line) {
    List<String> commands = new ArrayList<>();
    StringBuilder command = new StringBuilder();
    char quote = 0;
    int depth = 0;
    for (int i = 0; i < line.length(); i++) {
      char c = line.charAt(i);
      if (quote == 0 && c == '\\' && i + 1 < line.length()) {
        command.append(c).append(line.charAt(++i));
      } else if (quote != 0) {
        quote = c == quote ? 0 : quote;
        command.append(c);
      } else if (c == '\'' || c == '"' || c == '`') {
        quote = c;
        command.append(c);
      } else if (c == '#' && i > 0 && Character.isWhitespace(line.charAt(i - 1))) {
        break;
      } else if (depth == 0 && isEnd(line, i)) {
        add(commands, command);
      } else {
        depth +=
            c == '(' && i > 0 && line.charAt(i - 1) == '$' ? 1 : c == ')' && depth > 0 ? -1 : 0;
        command.append(c);
      }
    }
    add(commands, command);
    return commands;
  }

  /** Whether a command that only looks writes all the same, or goes on in the next line. */
  static boolean writes(String command) {
    String bare = QUOTED.matcher(command).replaceAll("");
    return NOWHERE.matcher(bare).replaceAll("").contains(">")
        || bare.indexOf('\'') >= 0
        || bare.indexOf('"') >= 0;
  }

  /** A separator; not the {@code &} and {@code |} of redirections. */
  private static boolean isEnd(String line, int at) {
    char c = line.charAt(at);
    char before = at > 0 ? line.charAt(at - 1) : ' ';
    char after = at + 1 < line.length() ? line.charAt(at + 1) : ' ';
    return c == ';'
        || (c == '|' && before != '>')
        || (c == '&' && before != '>' && before != '<' && after != '>');
  }

  private static void add(List<String> commands, StringBuilder command) {
    String text = command.toString().strip();
    command.setLength(0);
    if (RESERVED.matcher(text).lookingAt()) {
      text = RESERVED.matcher(text).replaceFirst("");
    }
    while (text.endsWith(")") && count(text, ')') > count(text, '(')) {
      text = text.substring(0, text.length() - 1).strip();
    }
    if (!text.isEmpty() && !ALONE.matcher(text).matches()) {
      commands.add(text);
    }
  }

  private static long count(String text, char wanted) {
    return text.chars().filter(c -> c == wanted).count();
  }
}
