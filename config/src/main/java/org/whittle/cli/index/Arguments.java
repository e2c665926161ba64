package org.whittle.cli.index;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.format.deb.IndexCompression;
import org.whittle.kernel.InvalidInput;

/**
 * The words behind a command, told apart.
 *
 * <p>Read without the library that reads those of the other commands: loading it takes longer than
 * a whole resolution.
 */
final class Arguments {
  /** Options that stand alone. */
  private static final Set<String> FLAGS =
      Set.of(
          "--help",
          "--json",
          "--timings",
          "--no-cache",
          "--recommends",
          "--essential",
          "--all-versions",
          "--explain",
          "--strict");

  private final String command;
  private final String usage;
  private final List<String> rest;
  private final Map<String, List<String>> options = new LinkedHashMap<>();
  private final List<String> operands = new ArrayList<>();

  /**
   * Reads all words.
   *
   * @param command for messages
   * @param usage the help of the command: its options are those that this names
   * @throws InvalidInput if an option is not known, or is without its value
   */
  Arguments(String command, String usage, List<String> words) {
    this.command = command;
    this.usage = usage;
    this.rest = new ArrayList<>(words);
    while (!rest.isEmpty()) {
      String word = rest.removeFirst();
      if (word.equals("--")) {
        operands.addAll(rest);
        rest.clear();
      } else if (isOption(word)) {
        option(word);
      } else {
        operands.add(word);
      }
    }
  }

  /** Whether an option was given. */
  boolean has(String option) {
    return options.containsKey(option);
  }

  /** The value of an option; the last one if it was given again. */
  Optional<String> value(String option) {
    List<String> values = values(option);
    return values.isEmpty() ? Optional.empty() : Optional.of(values.getLast());
  }

  /** All values of an option. */
  List<String> values(String option) {
    return options.getOrDefault(option, List.of());
  }

  /** What belongs to no option. */
  List<String> operands() {
    return operands;
  }

  /** A failure of the command, with where to read how it is written. */
  InvalidInput wrong(String reason) {
    String verb = command.equals("why") ? "tell why" : command;
    return new InvalidInput(
        "cannot " + verb + ": " + reason, "See: whittle " + command + " --help", null);
  }

  private void option(String word) {
    int equals = word.startsWith("--") ? word.indexOf('=') : -1;
    String name = equals < 0 ? word : word.substring(0, equals);
    name = name.equals("-h") ? "--help" : name;
    if (!isKnown(name)) {
      throw wrong("there is no option " + name);
    }
    List<String> values = options.computeIfAbsent(name, n -> new ArrayList<>());
    if (FLAGS.contains(name)) {
      if (equals >= 0) {
        throw wrong(name + " takes no value");
      }
    } else if (equals >= 0) {
      values.add(word.substring(equals + 1));
    } else if (rest.isEmpty() || isOption(rest.getFirst())) {
      throw wrong(name + " is without its value");
    } else {
      values.add(rest.removeFirst());
    }
    while (!rest.isEmpty() && belongsTo(name, rest.getFirst())) {
      values.add(rest.removeFirst());
    }
  }

  private boolean isKnown(String option) {
    return option.length() > 2
        && usage.lines().anyMatch(line -> (line.strip() + " ").contains(option + " "));
  }

  private static boolean isOption(String word) {
    return word.length() > 1 && word.startsWith("-");
  }

  /**
   * Whether a word is one more value: of {@code --root} any; of {@code --index} only what cannot be
   * meant as the name of a package.
   */
  private static boolean belongsTo(String option, String word) {
    return switch (option) {
      case "--root" -> !isOption(word);
      case "--index" ->
          !isOption(word)
              && (word.contains("/")
                  || word.endsWith("Packages")
                  || Arrays.stream(IndexCompression.values())
                      .anyMatch(c -> !c.suffix().isEmpty() && word.endsWith(c.suffix())));
      default -> false;
    };
  }
}
