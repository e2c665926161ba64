package org.whittle.cli;

import com.fasterxml.jackson.databind.json.JsonMapper;
import java.util.List;
import java.util.Map;
import org.whittle.kernel.InvalidInput;

/** The texts of blueprints that are watched and proposed. */
final class WatchedCommand {
  private static final JsonMapper JSON = JsonMapper.builder().build();

  private WatchedCommand() {}

  /** A blueprint whose one test is a command that ends well. */
  static String blueprint(List<String> packages, List<String> words) {
    if (words.isEmpty()) {
      throw new InvalidInput(
          "cannot watch " + String.join(", ", packages) + ": the command is missing",
          "Write it at the end: -- /usr/bin/program ARGUMENT",
          null);
    }
    return "name: "
        + packages.getFirst().replaceAll("[^a-z0-9]+", "-")
        + "\npackages: "
        + json(packages)
        + "\nentry-points: "
        + json(words.subList(0, 1))
        + "\nimage: "
        + json(Map.of("entrypoint", words))
        + "\ntests:\n  - {name: the command that was watched, timeout: 60s, run: "
        + json(words)
        + "}\n";
  }

  /** The same blueprint with another level. */
  static String at(String level, String blueprint) {
    String text = blueprint.replaceAll("(?m)^level:.*\\R?", "");
    return text + (text.endsWith("\n") ? "" : "\n") + "level: " + level + "\n";
  }

  /** What is JSON is YAML. */
  private static String json(Object value) {
    return JSON.valueToTree(value).toString();
  }
}
