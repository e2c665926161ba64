package org.whittle.blueprint;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.whittle.blueprint.BlueprintResult.Parsed;

class BlueprintVariantsTest {
  private static final Path STARTERS =
      Path.of(System.getProperty("whittle.root")).resolve("config/blueprints");

  @Test
  void eachIsABlueprintOfItsOwn() throws IOException {
    List<BlueprintVariants.Variant> all = BlueprintVariants.of(STARTERS, 50).blueprints(200);

    assertEquals(200, new HashSet<>(all).size());
    for (BlueprintVariants.Variant variant : all) {
      assertInstanceOf(Parsed.class, BlueprintParser.parse(variant.yaml()), variant::yaml);
    }
  }

  @Test
  void noFamilyIsLargeAndATenthRunsOnTheJvm() throws IOException {
    List<BlueprintVariants.Variant> all = BlueprintVariants.of(STARTERS, 50).blueprints(1000);
    Map<String, Long> members =
        all.stream()
            .collect(
                Collectors.groupingBy(BlueprintVariants.Variant::family, Collectors.counting()));

    assertEquals(50, members.size());
    assertTrue(Collections.max(members.values()) <= 100, members::toString);
    assertTrue(
        all.stream().filter(v -> v.yaml().contains("openjdk")).count() >= 100, members::toString);
  }
}
