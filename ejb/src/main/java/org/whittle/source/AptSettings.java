package org.whittle.source;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings of apt.conf files by name (apt.conf(5)); later ones replace earlier ones.
 *
 * <p>Lists and the directives {@code #include} and {@code #clear} are passed over: nothing that is
 * asked for here is a list.
 */
final class AptSettings {
  private static final Pattern TOKEN =
      Pattern.compile(
          "//[^\\n]*|/\\*.*?\\*/|#[^\\n]*|\"(?<text>[^\"]*)\"|(?<mark>[{};])|(?<word>[^\\s{};\"]+)",
          Pattern.DOTALL);

  private final Map<String, String> values = new HashMap<>();

  /** The value of a setting; names have no case. */
  Optional<String> get(String name) {
    return Optional.ofNullable(values.get(name.toLowerCase(Locale.ROOT)));
  }

  /** All settings whose name starts so, by the rest of the name. */
  Map<String, String> below(String prefix) {
    String start = prefix.toLowerCase(Locale.ROOT) + "::";
    Map<String, String> found = new HashMap<>();
    values.forEach(
        (name, value) -> {
          if (name.startsWith(start)) {
            found.put(name.substring(start.length()), value);
          }
        });
    return found;
  }

  /** Adds the settings of a file. */
  void add(String text) {
    Deque<String> scopes = new ArrayDeque<>();
    scopes.push("");
    String name = null;
    String value = null;
    Matcher token = TOKEN.matcher(text);
    while (token.find()) {
      String mark = token.group("mark");
      String part = token.group("text") != null ? token.group("text") : token.group("word");
      if (part != null) {
        value = name == null ? value : part;
        name = name == null && token.group("word") != null ? part : name;
      } else if (mark != null) {
        step(mark, scopes, name, value);
        name = null;
        value = null;
      }
    }
  }

  private void step(
      String mark, Deque<String> scopes, @Nullable String name, @Nullable String value) {
    if (mark.equals("{")) {
      scopes.push(scopes.element() + (name == null ? "" : name + "::"));
    } else if (mark.equals("}") && scopes.size() > 1) {
      scopes.pop();
    } else if (name != null && value != null) {
      values.put((scopes.element() + name).toLowerCase(Locale.ROOT), value);
    }
  }
}
