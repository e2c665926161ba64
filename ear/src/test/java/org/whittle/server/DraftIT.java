package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A plan that is kept as a draft, withdrawn, proposed and given a window. */
@RequiresTool({"bwrap", "dash"})
class DraftIT {
  private static ProgramArchive archive;

  @BeforeAll
  static void fill() throws Exception {
    archive = ProgramArchive.named("draft", 2);
    archive.fill(Client.administrator().api());
  }

  @AfterAll
  static void closeArchive() {
    archive.close();
  }

  private static Client manager() throws Exception {
    return Client.with("patch-manager");
  }

  private static long patchId() throws Exception {
    return archive.patch(manager().api(), archive.shell());
  }

  private static long draft() throws Exception {
    return manager()
        .post("rollouts/drafts", Map.of("title", "A draft", "patches", List.of(patchId())))
        .is(201)
        .get("id")
        .asLong();
  }

  private static JsonNode page(long rollout) throws Exception {
    return manager().get("rollouts/" + rollout).is(200);
  }

  private static String patch() throws Exception {
    return manager().get("patches/" + patchId()).is(200).at("/row/state").asText();
  }

  @Test
  void aDraftIsProposedAndGivenTheNextWindow() throws Exception {
    long withdrawn = draft();
    JsonNode kept = page(withdrawn);
    assertEquals("DRAFT", kept.at("/row/state").asText());
    assertEquals("PROPOSAL", kept.at("/waits/kind").asText());
    assertTrue(kept.get("mine").asBoolean());
    assertEquals("NEW", patch(), "a draft takes no patch from others");
    manager().post("rollouts/" + withdrawn + "/withdraw").is(204);
    assertEquals("VOID", page(withdrawn).at("/row/state").asText());
    manager()
        .post("rollouts/" + withdrawn + "/propose")
        .isProblem(409, "cannot propose rollout " + withdrawn + ": it is void");

    long rollout = draft();
    Client approver = Client.with("approver");
    String plan = page(rollout).at("/plan/digest").asText();
    Map<String, String> decision = Map.of("plan", plan, "comment", "fine");
    approver
        .post("rollouts/" + rollout + "/approve", decision)
        .isProblem(409, "cannot decide on rollout " + rollout + ": it is not proposed yet");
    Client.with("patch-manager", "viewer")
        .post("rollouts/" + rollout + "/propose")
        .isProblem(
            403, "cannot propose rollout " + rollout + ": " + manager().name() + " asks for it");
    manager().post("rollouts/" + rollout + "/propose").is(204);
    assertEquals("PROPOSED", patch());
    manager()
        .post("rollouts/drafts", Map.of("title", "Late", "patches", List.of(patchId())))
        .isProblem(409, "cannot plan a rollout of draft-shell 2: it is proposed already");

    approver.post("rollouts/" + rollout + "/approve", decision).is(204);

    JsonNode approved = page(rollout);
    assertFalse(approved.get("mine").asBoolean());
    boolean opens = approved.at("/row/state").asText().equals("SCHEDULED");
    assertEquals(opens, approved.get("scheduled").has("window"), approved::toString);
    assertEquals(opens, !approved.at("/waits/kind").asText().equals("NOTHING"));
    manager()
        .post("rollouts/" + rollout + "/withdraw")
        .isProblem(409, "cannot withdraw rollout " + rollout + ": it was approved");
    Client.with("operator").run("jobs/rebuild");
    assertEquals("DONE", page(rollout).at("/row/state").asText());
  }
}
