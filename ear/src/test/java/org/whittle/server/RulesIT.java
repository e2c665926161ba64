package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The organisation's own rules: versions, what a change alters, pins, and rules out of misses. */
@RequiresTool({"bwrap", "dash", "strace"})
class RulesIT {
  private static final String OURS =
      "rules: [{name: ours, when: always, create: [{path: /etc/ours, content: x}]}]\n";

  @BeforeAll
  static void fill() throws Exception {
    FilledLibrary.get();
  }

  private static Client author() throws Exception {
    return Client.with("author");
  }

  private static int newest() throws Exception {
    return author().get("rules").is(200).at("/version/number").asInt();
  }

  private static Answer save(String file, int known, String text) throws Exception {
    return author()
        .send(
            "PUT",
            "rules/overlay?reason=test&file=" + URLEncoder.encode(file, StandardCharsets.UTF_8),
            Client.YAML,
            text,
            "If-Match",
            "\"" + known + "\"");
  }

  private static void remove(String file) throws Exception {
    author()
        .send(
            "DELETE",
            "rules/overlay?reason=test&file=" + file,
            "",
            "",
            "If-Match",
            "\"" + newest() + "\"")
        .is(200);
  }

  private static JsonNode change(JsonNode preview, String image) {
    for (JsonNode change : preview.get("images")) {
      if (change.get("image").asText().equals(image)) {
        return change;
      }
    }
    throw new AssertionError(image + " is not in " + preview);
  }

  private static String standing(String image) throws Exception {
    JsonNode row = author().get("images/" + image).is(200).get("row");
    return row.get("state").asText() + " " + row.get("stateReason").asText();
  }

  @Test
  void theShippedRulesAreTheFirstVersion() throws Exception {
    JsonNode first = author().get("rules/versions/1").is(200);

    assertEquals("shipped with Whittle", first.at("/version/reason").asText());
    assertEquals(List.of(), problems(first));
    assertTrue(first.get("files").size() > 20, first::toString);
    assertTrue(
        author()
            .get("rules/versions/1/files/nginx.yaml?origin=shipped")
            .is(200)
            .get("text")
            .asText()
            .contains("nginx"));
  }

  private static List<String> problems(JsonNode from) {
    List<String> found = new ArrayList<>();
    from.get("problems")
        .forEach(
            p ->
                found.add(
                    p.get("file").asText()
                        + ":"
                        + p.get("line").asText()
                        + ":"
                        + p.get("column").asText()
                        + ": "
                        + p.get("message").asText()));
    return found;
  }

  @Test
  void problemsHaveTheirPlaces() throws Exception {
    String bad = "rules: [{name: n, when: always, keep: ../etc}]\n";

    assertEquals(
        List.of("overlay/bad.yaml:1:39: cannot use path \"../etc\": it is not absolute"),
        problems(
            author().send("POST", "rules/overlay/check?file=bad.yaml", Client.YAML, bad).is(200)));
    save("bad.yaml", newest(), bad)
        .isProblem(
            400,
            "cannot save the rules:\n"
                + "overlay/bad.yaml:1:39: cannot use path \"../etc\": it is not absolute");
    save("Bad name", newest(), OURS)
        .isProblem(400, "cannot use rule file \"Bad name\": the name does not do");
  }

  @Test
  void aChangeIsSeenBeforeAndMakesImagesWait() throws Exception {
    author().run("images/shop-web/builds");
    String before = standing("shop-web");
    JsonNode preview =
        author().send("POST", "rules/overlay/preview?file=ours.yaml", Client.YAML, OURS).is(200);
    JsonNode altered = change(preview, "shop-web");
    assertEquals("ALTERED", altered.get("outcome").asText(), altered::toString);
    assertEquals(1, altered.get("added").asInt());
    assertEquals(0, altered.get("removed").asInt());
    assertEquals(1, altered.get("bytes").asInt());
    assertEquals("+/etc/ours", altered.get("examples").get(0).asText());
    int known = newest();

    int version = save("ours.yaml", known, OURS).is(200).get("version").asInt();

    assertEquals(known + 1, version);
    assertEquals("STALE the rules have changed since it was built", standing("shop-web"));
    JsonNode difference =
        author().get("rules/versions/" + version + "/difference?from=" + known).is(200);
    assertEquals("ours.yaml", difference.at("/files/0/name").asText());
    assertEquals("ADDED", difference.at("/files/0/lines/0/kind").asText());
    assertTrue(
        Client.administrator().get("audit?text=save%20rules").is(200).get("total").asInt() > 0);
    remove("ours.yaml");
    assertEquals(before, standing("shop-web"));
  }

  /** What was unpacked and is not asked for is forgotten in time. */
  @Test
  void whatCannotBeThinnedAgainIsUnknown() throws Exception {
    author()
        .postYaml(
            "images",
            ShopArchive.blueprint("shop-desk").replace("name: shop-desk", "name: forgotten"))
        .is(201);
    assertEquals("DONE", author().run("images/forgotten/builds").get("state").asText());
    assertEquals("SAME", outcomeOfNothing("forgotten"));

    try (AutoCloseable forgetting = RunningWhittle.forgettingUnpacked()) {
      assertNotNull(forgetting);
      JsonNode preview =
          author().send("POST", "rules/overlay/preview?file=ours.yaml", Client.YAML, OURS).is(200);
      JsonNode unknown = change(preview, "forgotten");
      assertEquals("UNKNOWN", unknown.get("outcome").asText(), unknown::toString);
      assertTrue(
          unknown.get("reason").asText().matches("package shop-\\S+ is not unpacked"),
          unknown::toString);
      assertEquals(0, unknown.get("examples").size());
    }
    assertEquals("SAME", outcomeOfNothing("forgotten"));
  }

  private static String outcomeOfNothing(String image) throws Exception {
    String nothing = OURS.replace("always", "{with: absent}");
    JsonNode preview =
        author().send("POST", "rules/overlay/preview?file=ours.yaml", Client.YAML, nothing).is(200);
    return change(preview, image).get("outcome").asText();
  }

  @Test
  void whoeverWasOvertakenIsTold() throws Exception {
    int known = newest();
    int theirs = save("both.yaml", known, OURS).is(200).get("version").asInt();

    Answer late = save("both.yaml", known, OURS.replace("x}", "y}"));

    assertEquals(409, late.status());
    assertTrue(late.body().contains("saved version " + theirs), late::body);
    save("another.yaml", known, OURS.replace("ours", "another")).is(200);
    remove("another.yaml");
    remove("both.yaml");
  }

  @Test
  void aPinnedImageKeepsItsRules() throws Exception {
    String pinned =
        ShopArchive.blueprint("shop-desk").replace("name: shop-desk", "name: pinned")
            + "rules: 1\n";
    author().postYaml("images", pinned).is(201);
    assertEquals("DONE", author().run("images/pinned/builds").get("state").asText());
    int known = newest();
    save("pins.yaml", known, OURS.replace("ours", "pins")).is(200);

    assertFalse(standing("pinned").contains("rules"), standing("pinned"));
    JsonNode preview =
        author().send("POST", "rules/overlay/preview?file=ours.yaml", Client.YAML, OURS).is(200);
    assertEquals("PINNED", change(preview, "pinned").get("outcome").asText());
    remove("pins.yaml");
    author()
        .send(
            "POST",
            "previews",
            Client.YAML,
            pinned.replace("rules: 1", "rules: 999").replace("pinned", "unpinned"))
        .isProblem(
            400, "cannot use the blueprint of unpinned: there is no version 999 of the rules");
  }

  @Test
  void aMissBecomesARuleByOneCall() throws Exception {
    author()
        .postYaml(
            "images",
            """
            name: missing
            packages: [shop-desk]
            entry-points: [/usr/bin/shop-desk]
            tests:
              - name: the licence is read
                run: [/usr/bin/dash, -c, "read x < /usr/share/doc/shop-desk/copyright; echo $x"]
                contains: free
            """)
        .is(201);
    assertEquals("FAILED", author().run("images/missing/builds").get("state").asText());
    JsonNode misses = author().get("images/missing/versions/1").is(200).get("misses");
    assertEquals(1, misses.size(), misses::toString);
    Client.with("viewer").post("images/missing/versions/1/misses/1/rule").is(403);

    JsonNode accepted = author().post("images/missing/versions/1/misses/1/rule").is(201);

    assertEquals("misses-missing.yaml", accepted.get("file").asText());
    String text =
        author()
            .get(
                "rules/versions/" + accepted.get("version").asText() + "/files/misses-missing.yaml")
            .is(200)
            .get("text")
            .asText();
    assertTrue(
        text.contains("because: \"miss of the test the licence is read of missing version 1"),
        text);
    assertEquals(409, author().post("images/missing/versions/1/misses/1/rule").status());
    author()
        .post("images/missing/versions/1/misses/2/rule")
        .isProblem(404, "cannot find miss 2 of version 1 of image missing");
    assertEquals("DONE", author().run("images/missing/builds").get("state").asText());
    String reason =
        author()
            .get("images/missing/versions/2/files?text=copyright")
            .is(200)
            .at("/rows/0/reason")
            .asText();
    assertTrue(reason.contains("overlay/misses-missing.yaml:"), reason);
    remove("misses-missing.yaml");
  }
}
