package org.whittle.thinning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A command's options and operands (POSIX.1-2017, Utility Conventions, 12.2, with GNU's long
 * names).
 *
 * @param values by letter or long name; of one without a value, an empty text
 */
record ScriptOptions(Map<String, String> values, List<String> operands) {
  /**
   * Reads a command's words.
   *
   * @param known such as {@code -p -m: --mode:}; a colon: a value follows
   * @return empty if there is an option that is not known
   */
  static Optional<ScriptOptions> of(List<String> words, String known) {
    Map<String, Boolean> options = new HashMap<>();
    for (String word : known.split(" ")) {
      boolean value = word.endsWith(":");
      options.put(value ? word.substring(0, word.length() - 1) : word, value);
    }
    Map<String, String> values = new HashMap<>();
    List<String> operands = new ArrayList<>();
    boolean ended = false;
    for (int i = 0; i < words.size(); i++) {
      String word = words.get(i);
      if (ended || !word.startsWith("-") || word.equals("-")) {
        operands.add(word);
      } else if (word.equals("--")) {
        ended = true;
      } else {
        int next = read(words, i, options, values);
        if (next < 0) {
          return Optional.empty();
        }
        i = next;
      }
    }
    return Optional.of(new ScriptOptions(Map.copyOf(values), List.copyOf(operands)));
  }

  /** The index of the last word that belongs to the option; negative if it is not known. */
  private static int read(
      List<String> words, int at, Map<String, Boolean> options, Map<String, String> values) {
    String word = words.get(at);
    int equals = word.indexOf('=');
    if (word.startsWith("--") && equals > 0) {
      values.put(word.substring(0, equals), word.substring(equals + 1));
      return options.getOrDefault(word.substring(0, equals), false) ? at : -1;
    }
    List<String> names =
        word.startsWith("--")
            ? List.of(word)
            : word.substring(1).chars().mapToObj(c -> "-" + (char) c).toList();
    for (int i = 0; i < names.size(); i++) {
      Boolean value = options.get(names.get(i));
      if (value == null) {
        return -1;
      }
      String attached = word.startsWith("--") ? "" : word.substring(i + 2);
      if (value && attached.isEmpty()) {
        values.put(names.get(i), at + 1 < words.size() ? words.get(at + 1) : "");
        return at + 1 < words.size() ? at + 1 : -1;
      }
      values.put(names.get(i), value ? attached : "");
      if (value) {
        return at;
      }
    }
    return at;
  }

  boolean has(String... names) {
    return List.of(names).stream().anyMatch(values::containsKey);
  }

  Optional<String> value(String... names) {
    return List.of(names).stream().filter(values::containsKey).map(values::get).findFirst();
  }
}
