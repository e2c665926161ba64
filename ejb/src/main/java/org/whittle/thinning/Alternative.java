package org.whittle.thinning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.kernel.FilePath;

/** A link that {@code update-alternatives --install} would register (update-alternatives(1)). */
record Alternative(FilePath link, String name, FilePath target, int priority) {
  private static final Pattern COMMAND =
      Pattern.compile("(?:.*\\s)?update-alternatives\\s.*?--install\\s+(.*)");

  /** The links of a command line, slaves included; empty if it is no such command. */
  static List<Alternative> ofCommand(String line) {
    Matcher command = COMMAND.matcher(line);
    if (!command.matches()) {
      return List.of();
    }
    List<String> words =
        Arrays.stream(command.group(1).split("\\s+")).map(w -> w.replace("\"", "")).toList();
    if (words.size() < 4 || !words.get(3).matches("-?[0-9]{1,9}")) {
      return List.of();
    }
    int priority = Integer.parseInt(words.get(3));
    List<Alternative> found = new ArrayList<>();
    add(found, words, 0, priority);
    for (int i = 4; i + 3 < words.size(); i++) {
      if (words.get(i).equals("--slave")) {
        add(found, words, i + 1, priority);
      }
    }
    return found;
  }

  private static void add(List<Alternative> found, List<String> words, int at, int priority) {
    String name = words.get(at + 1);
    if (isPath(words.get(at)) && isPath(words.get(at + 2)) && name.matches("[\\w.+-]+")) {
      found.add(
          new Alternative(
              UsrMerge.canonical(FilePath.ROOT.resolveLink(words.get(at))),
              name,
              FilePath.ROOT.resolveLink(words.get(at + 2)),
              priority));
    }
  }

  private static boolean isPath(String word) {
    return word.startsWith("/") && !word.contains("$") && !word.contains("`");
  }
}
