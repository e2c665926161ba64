package org.whittle.cli.index;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;

/** The door of this package. */
public final class IndexCommands {
  static final int OK = 0;
  static final int NO_SOLUTION = 1;
  static final int WRONG_INPUT = 2;

  private IndexCommands() {}

  /**
   * Runs the command that the first argument names; {@code config/bin/whittle} comes here at once
   * for those of this package.
   */
  public static void main(String[] words) {
    PrintWriter out = new PrintWriter(System.out, false, StandardCharsets.UTF_8);
    PrintWriter err = new PrintWriter(System.err, true, StandardCharsets.UTF_8);
    int status = run(List.of(words), System.getenv(), out, err);
    if (Stream.of(words).anyMatch(word -> word.endsWith(".zst"))) {
      System.exit(status); // The library for it removes a file of its own at the end.
    }
    // An exit looks for a logger first, which takes longer than the command.
    Runtime.getRuntime().halt(status);
  }

  /**
   * Runs a command.
   *
   * @param environment says where prepared indices are kept: {@code XDG_CACHE_HOME}, or {@code
   *     HOME}
   * @return the exit status
   */
  static int run(
      List<String> words, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    String command = words.isEmpty() ? "" : words.getFirst();
    try {
      if (!UsageText.knows(command)) {
        throw new InvalidInput("cannot run \"" + command + "\": there is no such command");
      }
      Invocation invocation =
          new Invocation(command, words.subList(1, words.size()), environment, out, err);
      if (invocation.arguments().has("--help")) {
        return invocation.print(UsageText.of(command), OK);
      }
      return switch (command) {
        case "resolve" -> ResolveCommand.run(invocation);
        case "check" -> CheckCommand.run(invocation);
        default -> WhyCommand.run(invocation);
      };
    } catch (Failure failure) {
      err.println("whittle: " + failure.getMessage());
      failure.remedy().ifPresent(remedy -> err.println("  " + remedy));
      err.flush();
      return WRONG_INPUT;
    }
  }
}
