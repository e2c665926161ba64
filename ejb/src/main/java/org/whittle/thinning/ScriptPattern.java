package org.whittle.thinning;

import java.util.Optional;
import java.util.regex.Pattern;
import org.whittle.format.shell.ShellWord;
import org.whittle.format.shell.ShellWord.Text;

/** A pattern of {@code case} (POSIX.1-2017, Shell Command Language, 2.13). */
final class ScriptPattern {
  private ScriptPattern() {}

  /** Whether a text matches; unknown if the text is, or if the pattern is made of variables. */
  static Truth matches(ShellWord word, Optional<String> text) {
    StringBuilder regex = new StringBuilder();
    for (ShellWord.Part part : word.parts()) {
      if (!(part instanceof Text t)) {
        return Truth.UNKNOWN;
      }
      if (t.quoted()) {
        regex.append(Pattern.quote(t.value()));
      } else if (t.value().indexOf('[') >= 0) {
        return Truth.UNKNOWN;
      } else {
        t.value().chars().forEach(c -> regex.append(one((char) c)));
      }
    }
    if (regex.toString().equals(".*")) {
      return Truth.TRUE;
    }
    Pattern pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
    return text.map(t -> Truth.of(pattern.matcher(t).matches())).orElse(Truth.UNKNOWN);
  }

  private static String one(char c) {
    return c == '*' ? ".*" : c == '?' ? "." : Pattern.quote(String.valueOf(c));
  }
}
