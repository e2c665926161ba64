package org.whittle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.kernel.InvalidInput;

class WatchedCommandTest {
  @Test
  void aCommandBecomesTheTestOfABlueprint() {
    String text =
        WatchedCommand.blueprint(List.of("jq", "libjq1"), List.of("/usr/bin/jq", "-n", "\"a: b\""));

    Parsed parsed =
        assertInstanceOf(
            Parsed.class, BlueprintParser.parse(WatchedCommand.at("full", text)), text);
    Blueprint blueprint = parsed.blueprint();
    assertEquals("jq", blueprint.name());
    assertEquals("[jq, libjq1]", blueprint.packages().toString());
    assertEquals("[/usr/bin/jq]", blueprint.entryPoints().toString());
    assertEquals(List.of("/usr/bin/jq", "-n", "\"a: b\""), blueprint.run().entryPoint());
    assertEquals(Blueprint.Level.FULL, blueprint.level());
    assertEquals(1, blueprint.tests().size());
  }

  @Test
  void theLevelOfABlueprintIsReplaced() {
    assertEquals(
        "name: a\nformats: [tar]\nlevel: thin\n",
        WatchedCommand.at("thin", "name: a\nlevel: full\nformats: [tar]"));
  }

  @Test
  void withoutCommandThereIsNothingToWatch() {
    InvalidInput e =
        assertThrows(InvalidInput.class, () -> WatchedCommand.blueprint(List.of("jq"), List.of()));
    assertEquals("cannot watch jq: the command is missing", e.getMessage());
  }
}
