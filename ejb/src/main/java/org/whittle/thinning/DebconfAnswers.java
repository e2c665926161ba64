package org.whittle.thinning;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.format.PackageContents;

/**
 * What debconf answers where nobody is asked: the defaults of the package's own templates
 * (debconf-devel(7)), unless one of its scripts sets the answer.
 */
final class DebconfAnswers {
  private static final String TEMPLATE = "Template:";
  private static final String DEFAULT = "Default:";
  private static final Pattern SHELL = Pattern.compile("#!\\s*/bin/(ba|da)?sh\\b");
  private static final Pattern SET = Pattern.compile("\\bdb_set\\s+[\"']?([\\w./+-]*)");

  private final PackageContents contents;
  private final Map<String, String> defaults = new HashMap<>();
  private boolean read;
  private boolean open;

  DebconfAnswers(PackageContents contents) {
    this.contents = contents;
  }

  /** Only once somebody asks: few scripts do, and templates are long. */
  private void read() {
    read = true;
    String question = "";
    for (String line :
        (Iterable<String>)
            contents.controlFiles().getOrDefault("templates", "").lines()::iterator) {
      if (line.isBlank()) {
        question = "";
      } else if (line.startsWith(TEMPLATE) && question.isEmpty()) {
        question = line.substring(TEMPLATE.length()).strip();
        defaults.put(question, "");
      } else if (line.startsWith(DEFAULT)) {
        defaults.replace(question, "", line.substring(DEFAULT.length()).strip());
      }
    }
    String config = contents.controlFiles().getOrDefault("config", "");
    open = !config.isEmpty() && !SHELL.matcher(config).lookingAt();
    settle(config);
    settle(contents.controlFiles().getOrDefault("preinst", ""));
    settle(contents.controlFiles().getOrDefault("postinst", ""));
  }

  /** Forgets what a script sets; if the name is that of a variable, all. */
  private void settle(String script) {
    Matcher set = SET.matcher(script);
    while (set.find()) {
      defaults.remove(set.group(1));
      open |= set.group(1).isEmpty();
    }
  }

  /** The answer to a question; empty if nobody can tell. */
  Optional<String> to(String question) {
    if (!read) {
      read();
    }
    return open ? Optional.empty() : Optional.ofNullable(defaults.get(question));
  }
}
