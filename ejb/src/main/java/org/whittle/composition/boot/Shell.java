package org.whittle.composition.boot;

import java.util.List;
import java.util.stream.Collectors;

/** Texts as words of the shell (POSIX 2.2.2, "Single-Quotes"). */
final class Shell {
  private Shell() {}

  static String quoted(String text) {
    return "'" + text.replace("'", "'\\''") + "'";
  }

  static String quoted(List<String> words) {
    return words.stream().map(Shell::quoted).collect(Collectors.joining(" "));
  }
}
