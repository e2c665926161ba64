package org.whittle.application.library;

import java.util.stream.Collectors;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult;
import org.whittle.kernel.InvalidInput;

/** Reads blueprints that must be right. */
final class Blueprints {
  private Blueprints() {}

  /**
   * The blueprint.
   *
   * @throws InvalidInput if there are problems, with all of them and their positions
   */
  static Blueprint parsed(String yaml) {
    return switch (BlueprintParser.parse(yaml)) {
      case BlueprintResult.Parsed parsed -> parsed.blueprint();
      case BlueprintResult.Invalid invalid ->
          throw new InvalidInput(
              "cannot use the blueprint: "
                  + invalid.problems().stream()
                      .map(p -> p.line() + ":" + p.column() + ": " + p.message())
                      .collect(Collectors.joining("; ")));
    };
  }
}
