package org.whittle.verification;

import java.util.ArrayList;
import java.util.List;
import org.whittle.blueprint.RetroTest;

/**
 * What the sandbox runs before a test, or beside it.
 *
 * @param port 0: a command that runs to its end first; else a process, waited for at this port
 * @param says what a process must have written besides; empty: nothing
 */
record Step(int port, String says, List<String> command) {
  /** Copies the list. */
  Step {
    command = List.copyOf(command);
  }

  /**
   * The steps of a test, in order.
   *
   * @param process the image's own process
   */
  static List<Step> of(RetroTest.Staged test, List<String> process) {
    List<Step> steps = new ArrayList<>();
    test.before().forEach(command -> steps.add(new Step(0, "", command)));
    for (RetroTest.Companion companion : test.beside()) {
      List<String> command = companion.command().isEmpty() ? process : companion.command();
      steps.add(new Step(companion.port(), companion.says(), command));
    }
    return List.copyOf(steps);
  }

  /** Why a test could not be made, in a sentence. */
  String failure(String status) {
    return port == 0
        ? "the command before it, " + shown() + ", ended with status " + status
        : "the process beside it, "
            + shown()
            + ", ended with status "
            + status
            + " before it was ready";
  }

  private String shown() {
    return command.isEmpty() ? "" : command.getFirst();
  }
}
