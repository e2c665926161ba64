package org.whittle.cli.index;

import java.io.PrintWriter;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.whittle.kernel.Failure;

/** The door of this package. */
public final class IndexCommands {
  static final int OK = 0;
  static final int NO_SOLUTION = 1;
  static final int WRONG_INPUT = 2;

  private IndexCommands() {}

  /**
   * Runs a command if it is one of this package.
   *
   * @param environment says where prepared indices are kept: {@code XDG_CACHE_HOME}, or {@code
   *     HOME}
   * @return the exit status; empty if the command is another's
   */
  public static OptionalInt run(
      List<String> words, Map<String, String> environment, PrintWriter out, PrintWriter err) {
    if (words.isEmpty() || !UsageText.knows(words.getFirst())) {
      return OptionalInt.empty();
    }
    String command = words.getFirst();
    try {
      Invocation invocation =
          new Invocation(command, words.subList(1, words.size()), environment, out, err);
      if (invocation.arguments().has("--help")) {
        return OptionalInt.of(invocation.print(UsageText.of(command), OK));
      }
      return OptionalInt.of(
          switch (command) {
            case "resolve" -> ResolveCommand.run(invocation);
            case "check" -> CheckCommand.run(invocation);
            default -> WhyCommand.run(invocation);
          });
    } catch (Failure failure) {
      err.println("whittle: " + failure.getMessage());
      failure.remedy().ifPresent(remedy -> err.println("  " + remedy));
      err.flush();
      return OptionalInt.of(WRONG_INPUT);
    }
  }
}
