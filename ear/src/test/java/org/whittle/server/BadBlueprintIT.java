package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Blueprints that cannot be read, resolved or built, and what is said about each. */
class BadBlueprintIT {
  private static final String TOOL = "pool/main/b/bad-package-tool/bad-package-tool_1_amd64.deb";
  private static final String COMPOSE_REMEDY =
      ". Correct the blueprint's packages, add a source that has them, or end a hold.";

  private static SmallArchive archive;

  @BeforeAll
  static void syncArchive() throws Exception {
    archive = SmallArchive.named("blueprints");
    archive.addAndSync();
  }

  @AfterAll
  static void closeArchive() {
    archive.close();
  }

  @Test
  void brokenYamlIsPointedAt() throws Exception {
    author()
        .postYaml("images", "name: broken\npackages: [nginx\ndescription: no bracket\n")
        .isProblem(
            400,
            "cannot use the blueprint: 3:12: cannot read YAML: expected ',' or ']', but got :");
  }

  @Test
  void everyUnknownKeyIsPointedAt() throws Exception {
    String yaml = "name: unknown\npackges: [nginx]\nimage:\n  entrypont: [/bin/true]\n";

    author()
        .postYaml("images", yaml)
        .isProblem(
            400,
            "cannot use the blueprint: 2:1: cannot use key \"packges\": the blueprint has no such"
                + " key; 4:3: cannot use key \"entrypont\": \"image\" has no such key");
    JsonNode preview = preview(yaml);
    assertFalse(preview.get("valid").asBoolean());
    assertEquals(
        """
        2:1: cannot use key "packges": the blueprint has no such key. Did you mean "packages"?
        4:3: cannot use key "entrypont": "image" has no such key. Did you mean "entrypoint"?\
        """,
        StreamSupport.stream(preview.get("problems").spliterator(), false)
            .map(
                p ->
                    "%s:%s: %s. %s"
                        .formatted(
                            p.get("line").asText(),
                            p.get("column").asText(),
                            p.get("message").asText(),
                            p.get("remedy").asText()))
            .collect(Collectors.joining("\n")));
  }

  @Test
  void aPackageThatNobodyHasIsNamedByPreviewAndBuild() throws Exception {
    String yaml = archive.blueprint("unknown-package", "app", "absent");
    String explanation =
        """
        nothing gives blueprints-absent:
          1. blueprints-absent was requested.
             no package has or provides it.
        """;

    isImpossible(yaml, explanation);
    failsToBuild(
        "unknown-package",
        yaml,
        "cannot compose the image: " + explanation.strip() + COMPOSE_REMEDY);
  }

  @Test
  void aNeedThatNobodyMeetsIsNamedWithWhoNeedsIt() throws Exception {
    isImpossible(
        archive.blueprint("unmet", "broken"),
        """
        nothing gives blueprints-nothing (>= 2):
          1. blueprints-broken was requested, which is blueprints-broken 1.
          2. blueprints-broken 1 needs blueprints-nothing (>= 2).
             no package has or provides it.
        """);
  }

  @Test
  void packagesThatExcludeEachOtherAreExplainedByPreviewAndBuild() throws Exception {
    String yaml = archive.blueprint("excluded", "left", "right");
    String explanation =
        """
        no solution for blueprints-left and blueprints-right together:
          1. blueprints-left was requested, which is blueprints-left 1.
          2. blueprints-right was requested, which is blueprints-right 1.
          3. but blueprints-left 1 (1) excludes blueprints-right, which is blueprints-right 1.
        """;

    isImpossible(yaml, explanation);
    failsToBuild(
        "excluded", yaml, "cannot compose the image: " + explanation.strip() + COMPOSE_REMEDY);
  }

  @Test
  void aPackageThatIsNotTheSignedOneFailsTheBuild() throws Exception {
    try (SmallArchive own = SmallArchive.named("bad-package")) {
      own.addAndSync();
      own.server().corrupt(TOOL);
      author().postYaml("images", own.applicationBlueprint("bad-package")).is(201);

      fails("bad-package");

      JsonNode image = image("bad-package");
      assertEquals(
          "cannot use package bad-package-tool=1/amd64 from "
              + own.server().uri()
              + TOOL
              + ": its SHA-256 is # instead of #. Sync the source and try again; if it stays, use"
              + " another mirror",
          image.get("lastFailure").asText().replaceAll("[0-9a-f]{64}", "#"));
      assertEquals("FAILED", image.get("row").get("state").asText());
      assertEquals(0, image.get("row").get("newestVersion").asInt());
      assertEquals(0, image.get("versions").size());

      own.server().heal();
      publishes("bad-package", "version 1 built");
      assertTrue(image("bad-package").get("lastFailure").isNull());
      assertEquals(1, image("bad-package").get("row").get("newestVersion").asInt());
    }
  }

  @Test
  void aBuildThatFailsLeavesTheVersionThatIsThere() throws Exception {
    String good = archive.applicationBlueprint("one-good");
    author().postYaml("images", good).is(201);
    publishes("one-good", "version 1 built");
    revise("one-good", 1, archive.blueprint("one-good", "app", "broken"));

    fails("one-good");

    JsonNode image = image("one-good");
    assertEquals("FAILED", image.get("row").get("state").asText());
    assertEquals(1, image.get("row").get("newestVersion").asInt());
    assertEquals(1, image.get("versions").size());

    revise("one-good", 2, good);
    publishes("one-good", "nothing to build, version 1 has the same inputs");
    assertTrue(image("one-good").get("lastFailure").isNull());
    assertEquals(1, image("one-good").get("versions").size());
  }

  @Test
  void aRevisionThatSomebodyElseOvertookIsRefused() throws Exception {
    String yaml = archive.blueprint("overtaken", "app");
    author().postYaml("images", yaml).is(201);
    String path = "images/overtaken/blueprint";
    author().send("PUT", path, Client.YAML, yaml + "# mine\n", "If-Match", "\"1\"").is(200);

    Answer late = author().send("PUT", path, Client.YAML, yaml + "# late\n", "If-Match", "\"1\"");

    late.isProblem(
        409,
        "cannot save the blueprint of overtaken: revision 2 was saved while you edited revision 1");
    assertEquals("Load the image again and repeat your change", late.remedy());
    assertEquals(yaml + "# mine\n", image("overtaken").get("blueprint").asText());
  }

  @Test
  void aRevisionIsSavedOnlyByWhoSaysWhichOneHeKnows() throws Exception {
    String yaml = archive.blueprint("blind", "app");
    author().postYaml("images", yaml).is(201);

    author()
        .send("PUT", "images/blind/blueprint", Client.YAML, yaml)
        .isProblem(400, "cannot read the request: \"If-Match or expectedRevision\" is missing");
    author()
        .send("PUT", "images/blind/blueprint", Client.YAML, yaml, "If-Match", "\"x\"")
        .isProblem(
            400,
            "cannot read the request: \"If-Match or expectedRevision\" is not a number from 1 on:"
                + " \"x\"");
    author()
        .send(
            "PUT",
            "images/blind/blueprint",
            Client.YAML,
            archive.blueprint("sighted", "app"),
            "If-Match",
            "\"1\"")
        .isProblem(400, "cannot save the blueprint of blind: it names \"sighted\"");
  }

  @Test
  void aNameIsTakenOnce() throws Exception {
    String yaml = archive.blueprint("taken", "app");
    author().postYaml("images", yaml).is(201);

    author()
        .postYaml("images", yaml)
        .isProblem(409, "cannot create image \"taken\": the name is taken");
  }

  private static Client author() throws IOException {
    return Client.with("author");
  }

  private static JsonNode preview(String yaml) throws IOException {
    return author().postYaml("previews", yaml).is(200);
  }

  private static void isImpossible(String yaml, String explanation) throws IOException {
    JsonNode preview = preview(yaml);
    assertFalse(preview.get("valid").asBoolean());
    assertTrue(preview.get("problems").isEmpty(), preview::toString);
    assertEquals(explanation, preview.get("explanation").asText());
  }

  private static void failsToBuild(String image, String yaml, String message) throws Exception {
    author().postYaml("images", yaml).is(201);

    JsonNode job = fails(image);

    JsonNode now = image(image);
    assertEquals(message, now.get("lastFailure").asText());
    assertEquals(image + ": " + message, job.get("message").asText());
    assertEquals("FAILED", now.get("row").get("state").asText());
    assertEquals(message, now.get("row").get("stateReason").asText());
    assertEquals(0, now.get("row").get("newestVersion").asInt());
    assertEquals(0, now.get("versions").size());
  }

  private static void revise(String image, int known, String yaml) throws IOException {
    author()
        .send(
            "PUT",
            "images/" + image + "/blueprint",
            Client.YAML,
            yaml,
            "If-Match",
            "\"" + known + "\"")
        .is(200);
  }

  private static JsonNode fails(String image) throws Exception {
    JsonNode job = author().run("images/" + image + "/builds");
    assertEquals("FAILED", job.get("state").asText(), job::toString);
    return job;
  }

  /** A version without tests is published, but not verified. */
  private static void publishes(String image, String outcome) throws Exception {
    JsonNode job = author().run("images/" + image + "/builds");
    String message = job.get("message").asText();
    assertTrue(message.startsWith(image + ": " + outcome), message);
  }

  private static JsonNode image(String name) throws IOException {
    return author().get("images/" + name).is(200);
  }
}
