package org.whittle.verification;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.blueprint.RetroTest;

/**
 * What has to be there before a test can ask: tests of equal stages can be made one after another
 * on one start of its processes.
 *
 * @param steps in order; at least one is a process
 */
record Stage(List<Step> steps) {
  /** Copies the list. */
  Stage {
    steps = List.copyOf(steps);
  }

  /**
   * The stage of a test; empty if it shares none, since it starts no process or is to be alone.
   *
   * @param process the image's own process
   */
  static Optional<Stage> of(RetroTest test, List<String> process) {
    return switch (test) {
      case RetroTest.Command command -> Optional.empty();
      case RetroTest.Http http -> Optional.of(new Stage(List.of(listening(http.port(), process))));
      case RetroTest.Tcp tcp -> Optional.of(new Stage(List.of(listening(tcp.port(), process))));
      case RetroTest.Staged staged when staged.alone() -> Optional.empty();
      case RetroTest.Staged staged -> of(staged, process);
    };
  }

  private static Optional<Stage> of(RetroTest.Staged staged, List<String> process) {
    List<Step> steps = new ArrayList<>(Step.of(staged, process));
    boolean own = staged.beside().stream().anyMatch(c -> c.command().isEmpty());
    if (!own && port(staged.test()) != 0) {
      steps.add(listening(port(staged.test()), process));
    }
    return steps.stream().anyMatch(step -> step.port() != 0)
        ? Optional.of(new Stage(steps))
        : Optional.empty();
  }

  private static Step listening(int port, List<String> process) {
    return new Step(port, "", process);
  }

  /** The port at which a test asks; 0 if it runs a command. */
  static int port(RetroTest test) {
    return switch (test) {
      case RetroTest.Command command -> 0;
      case RetroTest.Http http -> http.port();
      case RetroTest.Tcp tcp -> tcp.port();
      case RetroTest.Staged staged -> port(staged.test());
    };
  }

  /** Number of the last step that is the given process, from 1; 0 if none is. */
  int last(List<String> process) {
    for (int i = steps.size(); i > 0; i--) {
      if (steps.get(i - 1).port() != 0 && steps.get(i - 1).command().equals(process)) {
        return i;
      }
    }
    return 0;
  }
}
