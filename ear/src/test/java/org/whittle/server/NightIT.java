package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The night job beside other work: many jobs at once, and one that is stopped and goes on. */
@RequiresTool({"bwrap", "dash"})
class NightIT {
  private static ProgramArchive archive;

  @BeforeAll
  static void fill() throws Exception {
    archive = ProgramArchive.named("lane", 6);
    archive.fill(Client.administrator().api());
  }

  @AfterAll
  static void closeArchive() {
    archive.close();
  }

  @Test
  void manyJobsAtOnceAllEndAndAStoppedNightGoesOn() throws Exception {
    Client operator = Client.with("operator");
    long rollout =
        archive.approve(
            Client.with("patch-manager").api(), Client.with("approver").api(), archive.shell());
    List<Long> jobs = new ArrayList<>();
    for (String program : archive.programs()) {
      jobs.add(Client.with("author").start("images/" + program + "/builds"));
    }
    long night = operator.start("jobs/rebuild");
    operator
        .post("jobs/rebuild")
        .isProblem(
            409, "cannot start: job " + night + " for approved rollouts waits or runs already");
    operator.post("jobs/" + night + "/stop").is(204);
    jobs.add(night);
    for (long job : jobs) {
      JsonNode ended = operator.await(job);
      assertTrue(
          Set.of("DONE", "STOPPED", "FAILED").contains(ended.get("state").asText()),
          ended::toString);
    }
    JsonNode stopped = operator.get("jobs/" + night).is(200).get("job");
    assertEquals("STOPPED", stopped.get("state").asText(), stopped::toString);
    assertTrue(
        stopped.get("message").asText().endsWith("wait: stopped by " + operator.name()),
        stopped::toString);
    assertEquals("RUNNING", operator.get("rollouts/" + rollout).is(200).at("/row/state").asText());

    operator.run("jobs/rebuild");

    JsonNode page = operator.get("rollouts/" + rollout).is(200);
    Set<String> states = new TreeSet<>();
    page.at("/plan/lines").forEach(line -> states.add(line.get("state").asText()));
    assertTrue(Set.of("DONE", "VOID").containsAll(states), page::toString);
    assertTrue(!page.at("/row/state").asText().equals("RUNNING"), page::toString);
  }
}
