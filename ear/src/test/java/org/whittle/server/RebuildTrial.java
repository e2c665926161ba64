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
import org.whittle.client.Api;
import org.whittle.client.JobWatch;
import org.whittle.client.Refused;
import org.whittle.kernel.Failure;
import org.whittle.launcher.Installation;

/**
 * A library of programs on an installation of its own, which rebuilds them while something happens
 * to it, and everything that must hold after.
 */
final class RebuildTrial implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final ProgramArchive archive;
  private final int images;
  private final String administratorToken;
  private final String approverToken;
  private Installation installation;

  private RebuildTrial(ProgramArchive archive, int images, Installation installation)
      throws IOException {
    this.archive = archive;
    this.images = images;
    this.installation = installation;
    administratorToken = token("admin", Files.readString(installation.firstPassword()).strip());
    Map<String, Object> approver =
        Map.of(
            "name", "anna",
            "displayName", "Anna",
            "password", "a long enough secret",
            "roles", List.of("approver"));
    administrator().post("users", approver);
    approverToken = token("anna", "a long enough secret");
  }

  /** Builds all images of a new library; the installation is closed with this. */
  static RebuildTrial on(Installation installation, String name, int images) throws IOException {
    ProgramArchive archive = ProgramArchive.named(name, images);
    RebuildTrial trial = new RebuildTrial(archive, images, installation);
    archive.fill(trial.administrator());
    return trial;
  }

  Installation installation() {
    return installation;
  }

  /** Goes on with the same data on another start. */
  void goOn(Installation other) {
    installation = other;
  }

  /** Offers a newer shell, which all images need. */
  void mend(int version) throws IOException {
    archive.mend(administrator(), Integer.toString(version));
  }

  @Override
  public void close() {
    installation.close();
    archive.close();
  }

  /** Starts the rebuild of all images, with the shell that is newest now; the rollout. */
  long rebuild() {
    long rollout = approve();
    start();
    return rollout;
  }

  /** Approves the rebuild of all images, which waits then. */
  long approve() {
    Api approver = Api.withToken(installation.address(), approverToken);
    return archive.approve(administrator(), approver, archive.shell());
  }

  /** Starts what was approved. */
  void start() {
    administrator().post("jobs/rebuild");
  }

  /** How long a warm rebuild takes that nobody kills. */
  long lastJobMillis() {
    JsonNode job = administrator().get("jobs?size=1").at("/rows/0");
    Instant started = Instant.parse(job.path("startedAt").asText());
    return Duration.between(started, Instant.parse(job.path("endedAt").asText())).toMillis();
  }

  /** Waits until no job is under way; a server that cannot tell now is asked again. */
  void awaitQuiet() throws InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      if (isQuiet()) {
        return;
      }
      Thread.sleep(100);
    }
    throw new AssertionError("does not end: " + administrator().get("jobs?size=5"));
  }

  private boolean isQuiet() {
    try {
      JsonNode newest = administrator().get("jobs?size=20").path("rows");
      // Another one takes its place in a moment.
      boolean quiet = !newest.path(0).path("state").asText().equals("INTERRUPTED");
      for (JsonNode job : newest) {
        quiet &= !List.of("WAITING", "RUNNING").contains(job.path("state").asText());
      }
      return quiet;
    } catch (Refused | Failure e) {
      return false;
    }
  }

  void assertWhole(long rollout, int versions) {
    JsonNode page = administrator().get(Api.path("rollouts", rollout));
    assertEquals("DONE", page.at("/row/state").asText(), page::toString);
    assertEquals(images, page.at("/row/done").asInt(), page::toString);
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

  private void assertPublishedOnce(String image, int versions) {
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
  void assertStored() throws IOException {
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

  Api administrator() {
    return Api.withToken(installation.address(), administratorToken);
  }

  private String token(String name, String password) {
    return Api.issueToken(installation.address(), name, password, "kill", 1)
        .path("secret")
        .asText();
  }
}
