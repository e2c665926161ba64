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
  private static final Pattern TEMPLATE = Pattern.compile("(?m)^Template:[ \\t]*(\\S+)[ \\t]*$");
  private static final Pattern DEFAULT = Pattern.compile("(?m)^Default:[ \\t]*(.*?)[ \\t]*$");
  private static final Pattern SHELL = Pattern.compile("#!\\s*/bin/(ba|da)?sh\\b");
  private static final Pattern SET = Pattern.compile("\\bdb_set\\s+[\"']?([\\w./+-]*)");

  private final Map<String, String> defaults = new HashMap<>();
  private boolean open;

  DebconfAnswers(PackageContents contents) {
    for (String paragraph :
        contents.controlFiles().getOrDefault("templates", "").split("\n[ \t]*\n")) {
      Matcher name = TEMPLATE.matcher(paragraph);
      if (name.find()) {
        Matcher value = DEFAULT.matcher(paragraph);
        defaults.put(name.group(1), value.find() ? value.group(1) : "");
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
    return open ? Optional.empty() : Optional.ofNullable(defaults.get(question));
  }
}
