package org.whittle.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.whittle.blueprint.RetroTest.Companion;

/** Reads what happens before a test and what runs beside it. */
final class RetroTestStage {
  private static final int MAX_PARTS = 20;
  private static final List<String> KEYS = List.of("run", "port", "says");

  private final Problems problems;
  private final boolean hasProcess;

  RetroTestStage(Problems problems, boolean hasProcess) {
    this.problems = problems;
    this.hasProcess = hasProcess;
  }

  /** What a test is to have around it. */
  record Parts(List<List<String>> before, List<Companion> beside, boolean alone) {
    RetroTest around(RetroTest test) {
      return before.isEmpty() && beside.isEmpty() && !alone
          ? test
          : new RetroTest.Staged(test, before, beside, alone);
    }
  }

  Parts read(Section test) {
    return new Parts(before(test), beside(test), test.value("alone", Values::flag).orElse(false));
  }

  private List<List<String>> before(Section test) {
    List<List<String>> commands = new ArrayList<>();
    for (Node node : parts(test, "before")) {
      List<String> command = test.items(node, "before", Values::text);
      if (node instanceof SequenceNode list && list.getValue().isEmpty()) {
        problems.add(
            node,
            "cannot use \"before\": it has a command that runs nothing",
            "Write each command as a list, such as before: [[/usr/bin/app, --init]].");
      }
      commands.add(command);
    }
    return commands;
  }

  private List<Companion> beside(Section test) {
    List<Companion> companions = new ArrayList<>();
    for (Node node : parts(test, "beside")) {
      Section section = Section.of(node, "\"beside\"", KEYS, problems);
      List<String> command = section.list("run", Values::text);
      Optional<Integer> port =
          section.required("port", Values::port, "Name the port on which the process listens.");
      if (command.isEmpty() && !hasProcess) {
        problems.add(
            node,
            "cannot use \"beside\": neither it nor the image says what to start",
            "Add \"run: [...]\", or \"image: {entrypoint: [...]}\" to the blueprint.");
      }
      String says = section.value("says", Values::text).orElse("");
      port.ifPresent(p -> companions.add(new Companion(command, p, says)));
    }
    return companions;
  }

  private List<Node> parts(Section test, String key) {
    List<Node> parts = test.nodes(key);
    if (parts.size() > MAX_PARTS) {
      problems.add(
          test.node(),
          "cannot use \"" + key + "\": more than " + MAX_PARTS + " elements",
          "Shorten the list.");
      return List.of();
    }
    return parts;
  }
}
