package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.whittle.client.Api;
import org.whittle.client.JobWatch;
import org.whittle.launcher.Installation;

/**
 * A server that is killed while it rebuilds goes on when it starts again, and everything is as if
 * nothing had been: on an installation of its own, at random points, every other time together with
 * its database. {@code config/bench/kill} does it more often.
 */
@RequiresTool({"bwrap", "dash"})
class KillIT {
  private static final int KILLS = Integer.getInteger("whittle.kills", 5);
  private static final long SEED = Long.getLong("whittle.kills.seed", System.nanoTime());
  private static final int IMAGES = 8;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private static ProgramArchive archive;
  private static Installation installation;
  private static String administratorToken;
  private static String approverToken;

  @BeforeAll
  static void start() throws Exception {
    archive = ProgramArchive.named("kill", IMAGES);
    installation = RunningWhittle.another("kill-data");
    String password = Files.readString(installation.firstPassword()).strip();
    administratorToken = token("admin", password);
    Map<String, Object> approver =
        Map.of(
            "name", "anna",
            "displayName", "Anna",
            "password", "a long enough secret",
            "roles", List.of("approver"));
    administrator().post("users", approver);
    approverToken = token("anna", "a long enough secret");
    archive.fill(administrator());
  }

  @AfterAll
  static void stop() {
    if (installation != null) {
      installation.close();
    }
    archive.close();
  }

  @Test
  void nothingIsLostAndNothingIsDoneTwice() throws Exception {
    Random random = new Random(SEED);
    System.out.println("kills by seed " + SEED);
    rebuild();
    awaitQuiet();
    archive.mend(administrator(), "3");
    long rollout = rebuild();
    awaitQuiet();
    assertWhole(rollout, 3);
    long took = lastJobMillis();
    for (int kill = 1; kill <= KILLS; kill++) {
      archive.mend(administrator(), Integer.toString(kill + 3));
      rollout = rebuild();
      long after = random.nextLong(took);
      Thread.sleep(after);
      boolean database = kill % 2 == 0;
      installation.kill(database);
      long killed = System.nanoTime();
      installation = RunningWhittle.another("kill-data");
      String there = administrator().get(Api.path("rollouts", rollout)).at("/row/done").asText();
      awaitQuiet();
      assertWhole(rollout, kill + 3);
      System.out.printf(
          "kill %d after %d of %d ms%s: %s of %d images were there, whole %d s later%n",
          kill,
          after,
          took,
          database ? ", with the database" : "",
          there,
          IMAGES,
          (System.nanoTime() - killed) / 1_000_000_000);
    }
    assertStored();
  }

  /** Starts the rebuild of all images, with the shell that is newest now. */
  private static long rebuild() {
    Api approver = Api.withToken(installation.address(), approverToken);
    long rollout = archive.approve(administrator(), approver, archive.shell());
    administrator().post("jobs/rebuild");
    return rollout;
  }

  /** How long a warm rebuild takes that nobody kills. */
  private static long lastJobMillis() {
    JsonNode job = administrator().get("jobs?size=1").at("/rows/0");
    Instant started = Instant.parse(job.path("startedAt").asText());
    return Duration.between(started, Instant.parse(job.path("endedAt").asText())).toMillis();
  }

  private static void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      boolean quiet = true;
      for (JsonNode job : administrator().get("jobs?size=20").path("rows")) {
        quiet &= !List.of("WAITING", "RUNNING").contains(job.path("state").asText());
      }
      if (quiet) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("does not end: " + administrator().get("jobs?size=5"));
  }

  private static void assertWhole(long rollout, int versions) {
    JsonNode page = administrator().get(Api.path("rollouts", rollout));
    assertEquals("DONE", page.at("/row/state").asText(), page::toString);
    assertEquals(IMAGES, page.at("/row/done").asInt(), page::toString);
    for (JsonNode line : page.at("/plan/lines")) {
      assertEquals("DONE", line.path("state").asText(), line::toString);
      assertEquals(versions, line.path("resultVersion").asInt(), line::toString);
    }
    for (String image : archive.programs()) {
      JsonNode now = administrator().get(Api.path("images", image));
      assertEquals(versions, now.path("versions").size(), now::toString);
      assertEquals(versions, now.at("/row/newestVersion").asInt(), now::toString);
      assertEquals("dev", now.at("/channels/0/name").asText());
      assertEquals(versions, now.at("/channels/0/version").asInt(), now::toString);
      assertPublishedOnce(image, versions);
    }
    JsonNode chain = administrator().get("audit/chain");
    assertTrue(chain.path("intact").asBoolean(), chain::toString);
  }

  private static void assertPublishedOnce(String image, int versions) {
    int published = 0;
    for (JsonNode entry :
        administrator().get("audit?size=500&text=image%20" + image).path("rows")) {
      if (entry.path("action").asText().equals("publish version")
          && entry.path("subject").asText().equals("image " + image)) {
        published++;
      }
    }
    assertEquals(versions, published, () -> "entries about versions of " + image);
  }

  /** All that was published is in the store, undamaged, and can be had. */
  private static void assertStored() throws IOException {
    long id = administrator().post("jobs/housekeeping").path("job").asLong();
    JsonNode house = new JobWatch(administrator(), PATIENCE).follow(id, now -> {}).path("job");
    assertEquals("DONE", house.path("state").asText(), house::toString);
    assertTrue(house.path("message").asText().contains("none damaged"), house::toString);
    for (String image : archive.programs()) {
      int versions = administrator().get(Api.path("images", image)).path("versions").size();
      for (int number = 1; number <= versions; number++) {
        String path = Api.path("images", image, "versions", number, "artifacts", "oci");
        assertTrue(administrator().download(path, Files.createTempFile("kill", ".tar")) > 0, path);
      }
    }
  }

  private static Api administrator() {
    return Api.withToken(installation.address(), administratorToken);
  }

  private static String token(String name, String password) {
    return Api.issueToken(installation.address(), name, password, "kill", 1)
        .path("secret")
        .asText();
  }
}
