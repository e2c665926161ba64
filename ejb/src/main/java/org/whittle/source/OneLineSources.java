package org.whittle.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads source files of one line for each entry (sources.list(5), "One-Line-Style Format"). */
final class OneLineSources {
  private static final Pattern ENTRY =
      Pattern.compile(
          "(?<type>deb|deb-src)\\s+(?:\\[(?<options>[^\\]]*)\\]\\s*)?"
              + "(?<address>cdrom:\\[[^\\]]*\\]\\S*|\\S+)\\s+(?<suite>\\S+)(?<components>.*)");

  private OneLineSources() {}

  static List<AptEntry> read(Path file, Consumer<AptProblem> problems) throws IOException {
    List<AptEntry> entries = new ArrayList<>();
    int number = 0;
    for (String raw : Files.readAllLines(file)) {
      number++;
      String line = raw.replaceFirst("(^|\\s)#.*$", "").strip();
      if (!line.isEmpty()) {
        entry(file, number, line, problems).ifPresent(entries::add);
      }
    }
    return entries;
  }

  private static Optional<AptEntry> entry(
      Path file, int number, String line, Consumer<AptProblem> problems) {
    Matcher entry = ENTRY.matcher(line);
    if (!entry.matches()) {
      problems.accept(
          new AptProblem(
              file,
              number,
              "cannot read entry: \"deb [options] address suite components\" expected"));
      return Optional.empty();
    }
    if (entry.group("type").equals("deb-src")) {
      return Optional.empty();
    }
    Map<String, String> options = options(entry.group("options"));
    return Optional.of(
        new AptEntry(
            file,
            number,
            List.of(entry.group("address")),
            List.of(entry.group("suite")),
            words(entry.group("components"), "\\s+"),
            words(options.getOrDefault("arch", ""), ","),
            options.getOrDefault("signed-by", "").replace(',', ' '),
            true));
  }

  private static Map<String, String> options(@Nullable String text) {
    Map<String, String> options = new HashMap<>();
    for (String option : words(text == null ? "" : text, "\\s+")) {
      int equals = option.indexOf('=');
      if (equals > 0) {
        options.put(
            option.substring(0, equals).toLowerCase(Locale.ROOT), option.substring(equals + 1));
      }
    }
    return options;
  }

  private static List<String> words(String text, String separator) {
    return Arrays.stream(text.strip().split(separator)).filter(word -> !word.isEmpty()).toList();
  }
}
