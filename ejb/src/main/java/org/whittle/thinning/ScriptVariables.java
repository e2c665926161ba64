package org.whittle.thinning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.format.shell.ShellWord;
import org.whittle.format.shell.ShellWord.Opaque;
import org.whittle.format.shell.ShellWord.Parameter;
import org.whittle.format.shell.ShellWord.Part;
import org.whittle.format.shell.ShellWord.Text;

/**
 * What the variables and arguments of a script hold, as far as it is known, and what words come to
 * by them. What a variable holds that the script never set, nobody knows.
 */
final class ScriptVariables {
  private final Map<String, Optional<String>> values = new HashMap<>();
  private final Set<String> local = new HashSet<>();
  private List<Optional<String>> arguments;

  ScriptVariables(List<String> arguments) {
    this.arguments = arguments.stream().map(Optional::of).toList();
  }

  /** Sets a variable; if it is not sure that it is set, only the same value stays known. */
  void set(String name, Optional<String> value, boolean sure) {
    boolean known = sure || value.equals(values.get(name));
    values.put(name, known ? value : Optional.empty());
  }

  /** Anything may have happened to all of them. */
  void forget() {
    values.replaceAll((name, value) -> Optional.empty());
  }

  /** The variable is the function's own. */
  void local(String name) {
    local.add(name);
  }

  /** Enters a function with its arguments; what is returned leaves it again. */
  Runnable enter(List<Optional<String>> given) {
    List<Optional<String>> outerArguments = arguments;
    Set<String> outerLocal = Set.copyOf(local);
    Map<String, Optional<String>> outer = Map.copyOf(values);
    arguments = List.copyOf(given);
    local.clear();
    return () -> {
      for (String name : local) {
        values.put(name, outer.getOrDefault(name, Optional.empty()));
      }
      local.clear();
      local.addAll(outerLocal);
      arguments = outerArguments;
    };
  }

  /** Drops first arguments, or all knowledge of them if it is not sure that they are dropped. */
  void shift(Optional<Integer> count) {
    arguments =
        count.isPresent() && count.get() <= arguments.size()
            ? arguments.subList(count.get(), arguments.size())
            : List.of(Optional.empty());
  }

  /** The arguments as {@code for} goes over them. */
  List<Optional<String>> arguments() {
    return arguments;
  }

  /** The text of a word that is not split, such as a value that is assigned. */
  Optional<String> text(ShellWord word) {
    StringBuilder text = new StringBuilder();
    for (Part part : word.parts()) {
      Optional<String> value =
          switch (part) {
            case Text t -> Optional.of(t.value());
            case Parameter p -> value(p);
            case Opaque o -> Optional.empty();
          };
      if (value.isEmpty()) {
        return Optional.empty();
      }
      text.append(value.get());
    }
    return Optional.of(text.toString());
  }

  private Optional<String> value(Parameter p) {
    Optional<String> value = plain(p.name());
    return value.isPresent() && value.get().isEmpty() && p.fallback().isPresent()
        ? p.fallback()
        : value;
  }

  private Optional<String> plain(String name) {
    if (name.length() == 1 && name.charAt(0) >= '1' && name.charAt(0) <= '9') {
      int index = name.charAt(0) - '1';
      boolean unsure = arguments.contains(Optional.<String>empty()) && index >= arguments.size();
      return index < arguments.size()
          ? arguments.get(index)
          : unsure ? Optional.empty() : Optional.of("");
    }
    boolean all = name.equals("*") || name.equals("@");
    if (all && arguments.stream().allMatch(Optional::isPresent)) {
      return Optional.of(String.join(" ", arguments.stream().map(Optional::orElseThrow).toList()));
    }
    return values.getOrDefault(name, Optional.empty());
  }

  /**
   * The words that a shell makes of words: values split, each empty where it is not known. How many
   * an unknown value comes to nobody knows, so that it stands for any number.
   */
  List<Optional<String>> fields(List<ShellWord> words) {
    List<Optional<String>> fields = new ArrayList<>();
    words.forEach(word -> fields(word, fields));
    return fields;
  }

  private void fields(ShellWord word, List<Optional<String>> fields) {
    if (word.parts().equals(List.of(new Parameter("@", true, Optional.empty())))) {
      fields.addAll(arguments);
      return;
    }
    boolean split = false;
    for (Part part : word.parts()) {
      if (part instanceof Text t && !t.quoted() && isPattern(t.value())) {
        fields.add(Optional.empty());
        return;
      }
      split |= part instanceof Parameter p && !p.quoted();
    }
    Optional<String> text = text(word);
    if (!split || text.isEmpty()) {
      fields.add(text);
    } else if (isPattern(text.get())) {
      fields.add(Optional.empty());
    } else {
      text.get().strip().lines().forEach(l -> split(l, fields));
    }
  }

  /** Whether a text of one line may stand for names of files, or is expanded otherwise. */
  private static boolean isPattern(String text) {
    boolean found = false;
    int bracket = -1;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      if (c == '\n' || c == '\r' || c == '\u0085' || c == '\u2028' || c == '\u2029') {
        return false;
      }
      found |= c == '*' || c == '?' || c == '{' || c == '~';
      found |= c == ']' && bracket >= 0 && i > bracket + 1;
      bracket = c == '[' && bracket < 0 ? i : bracket;
    }
    return found;
  }

  private static void split(String line, List<Optional<String>> fields) {
    for (String field : line.strip().split("\\s+")) {
      if (!field.isEmpty()) {
        fields.add(Optional.of(field));
      }
    }
  }
}
