package org.whittle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.kernel.InvalidInput;

class WatchedCommandTest {
  @TempDir Path folder;

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
  void whatIsThereIsNotReplacedByAProposal() throws IOException {
    Path mine = Files.writeString(folder.resolve("jq.yaml"), "name: jq\npackages: [jq]\n");
    StringWriter err = new StringWriter();

    int status =
        Whittle.commandLine()
            .setErr(new PrintWriter(err, true))
            .execute("watch", "--output", folder.toString(), mine.toString());

    assertEquals(1, status);
    assertEquals(
        "whittle: cannot write the proposal: "
            + mine
            + " is there\n  Name another folder with --output, or move the file away.\n",
        err.toString());
    assertEquals("name: jq\npackages: [jq]\n", Files.readString(mine));
  }

  @Test
  void withoutCommandThereIsNothingToWatch() {
    InvalidInput e =
        assertThrows(InvalidInput.class, () -> WatchedCommand.blueprint(List.of("jq"), List.of()));
    assertEquals("cannot watch jq: the command is missing", e.getMessage());
  }
}
