package org.whittle.blueprint;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.Node;
import org.whittle.blueprint.BlueprintResult.Problem;
import org.whittle.kernel.InvalidInput;

/** Collects what is wrong with one text, so that an author hears of everything at once. */
final class Problems {
  private final List<Problem> found = new ArrayList<>();

  void add(Node at, String message, String remedy) {
    add(at.getStartMark(), message, remedy);
  }

  void add(Optional<Mark> at, String message, String remedy) {
    found.add(
        new Problem(
            at.map(Mark::getLine).orElse(0) + 1,
            at.map(Mark::getColumn).orElse(0) + 1,
            message,
            remedy));
  }

  /** Words what a value's own check has found. */
  void add(Node at, String key, InvalidInput fault) {
    add(at, fault.getMessage(), fault.remedy().orElse("Correct the value of \"" + key + "\"."));
  }

  boolean isEmpty() {
    return found.isEmpty();
  }

  List<Problem> all() {
    return List.copyOf(found);
  }
}
