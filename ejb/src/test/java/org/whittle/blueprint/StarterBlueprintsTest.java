package org.whittle.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StarterBlueprintsTest {
  static List<Path> starters() throws IOException {
    Path folder = Path.of(System.getProperty("whittle.root"), "config", "blueprints");
    try (Stream<Path> files = Files.list(folder)) {
      return files.filter(f -> f.toString().endsWith(".yaml")).sorted().toList();
    }
  }

  @ParameterizedTest
  @MethodSource("starters")
  void isValidNamedLikeItsFileAndTested(Path file) throws IOException {
    BlueprintResult result = BlueprintParser.parse(Files.readString(file));
    Blueprint blueprint =
        assertInstanceOf(BlueprintResult.Parsed.class, result, result::toString).blueprint();

    assertEquals(file.getFileName().toString(), blueprint.name() + ".yaml");
    assertFalse(blueprint.tests().isEmpty());
    assertFalse(blueprint.description().isEmpty());
  }
}
