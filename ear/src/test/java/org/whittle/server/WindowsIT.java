package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.time.Duration;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The night job starts in windows, stops with them and says what it waits for. */
@RequiresTool({"bwrap", "dash"})
class WindowsIT {
  private static ProgramArchive archive;

  @BeforeAll
  static void fill() throws Exception {
    archive = ProgramArchive.named("window", 2);
    archive.fill(Client.administrator().api());
  }

  @AfterAll
  static void restore() throws Exception {
    clear();
    add("Every night", "FREQ=DAILY", "2026-01-01T02:00", 240).is(201);
    archive.close();
  }

  @Test
  void aWindowThatOpensStartsTheNightJobAndABlackoutShutsIt() throws Exception {
    clear();
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC).withNano(0);
    long rollout = approve(archive.shell());
    waitsFor(rollout, "NOTHING", "waits, but no window opens: there is no window");

    add("Leap days", "FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29", "2024-02-29T02:00", 60).is(201);
    assertEquals("WINDOW", waits(rollout).get("kind").asText());
    assertTrue(
        operator().get("images/window-1/waiting").is(200).get(0).toString().contains("Leap days"));

    long freeze = blackout("Freeze", now.minusHours(1), now.plusHours(1));
    add("Now", "FREQ=DAILY", now.minusMinutes(30).toString(), 120).is(201);
    assertEquals("BLACKOUT", waits(rollout).get("kind").asText());
    JsonNode page = operator().get("windows").is(200);
    assertTrue(page.get("why").asText().startsWith("black-out Freeze until"), page::toString);

    operator().send("DELETE", "windows/blackouts/" + freeze, "", "").is(204);
    awaitEnd(rollout);
    JsonNode job = lastRebuild();
    assertEquals("system", job.get("startedBy").asText());
    assertTrue(job.get("inWindow").asBoolean());
    assertEquals("2 images rebuilt, 0 not", job.get("message").asText());
  }

  @Test
  void whatCannotBeAWindowIsRefused() throws Exception {
    add("w", "every night", "2026-01-01T02:00", 60)
        .isProblem(
            400, "cannot read the recurrence \"EVERY NIGHT\": Missing '=' in part 'EVERY NIGHT'");
    add("w", "FREQ=DAILY", "two", 60).isProblem(400, "cannot read the time \"two\"");
    add("w", "FREQ=DAILY", "2026-01-01T02:00", 0)
        .isProblem(400, "cannot keep window \"w\": it must be open for 1 minute to 7 days");
    operator()
        .post(
            "windows",
            Map.of(
                "name", "w",
                "recurrence", "FREQ=DAILY",
                "first", "2026-01-01T02:00",
                "zone", "Moon/Base",
                "minutes", 60))
        .isProblem(400, "cannot read the time zone \"Moon/Base\"");
    add("Twice", "FREQ=YEARLY", "2026-01-01T02:00", 1).is(201);
    add("Twice", "FREQ=YEARLY", "2026-01-01T02:00", 1)
        .isProblem(409, "cannot keep window \"Twice\": there is one of that name");
  }

  @Test
  void whatIsNotThereCannotBeChanged() throws Exception {
    operator()
        .send("DELETE", "windows/999999999", "", "")
        .isProblem(404, "cannot find window 999999999");
    operator()
        .send("DELETE", "windows/blackouts/999999999", "", "")
        .isProblem(404, "cannot find black-out 999999999");
    LocalDateTime now = LocalDateTime.now(ZoneOffset.UTC);
    blackout("Once", now.plusDays(400), now.plusDays(401));
    operator()
        .post(
            "windows/blackouts",
            Map.of(
                "name",
                "Once",
                "from",
                "2026-01-01T00:00",
                "until",
                "2026-01-02T00:00",
                "zone",
                "UTC"))
        .isProblem(409, "cannot keep black-out \"Once\": there is one of that name");
  }

  @Test
  void onlyARebuildThatRunsCanBeStopped() throws Exception {
    long house = operator().start("jobs/housekeeping");
    operator()
        .post("jobs/" + house + "/stop")
        .isProblem(
            400,
            "cannot stop job " + house + ": only rebuilds of rollouts have a place to go on from");
    operator().await(house);
    long rebuild = operator().start("jobs/rebuild");
    operator().await(rebuild);
    operator()
        .post("jobs/" + rebuild + "/stop")
        .isProblem(409, "cannot stop job " + rebuild + ": it has ended");
  }

  private static Client operator() throws IOException {
    return Client.with("operator");
  }

  private static Answer add(String name, String recurrence, String first, int minutes)
      throws IOException {
    return operator()
        .post(
            "windows",
            Map.of(
                "name", name,
                "recurrence", recurrence,
                "first", first,
                "zone", "UTC",
                "minutes", minutes));
  }

  private static long blackout(String name, LocalDateTime from, LocalDateTime until)
      throws IOException {
    return operator()
        .post(
            "windows/blackouts",
            Map.of("name", name, "from", from.toString(), "until", until.toString(), "zone", "UTC"))
        .is(201)
        .get("id")
        .asLong();
  }

  private static void clear() throws IOException {
    JsonNode page = operator().get("windows").is(200);
    List<String> all = new ArrayList<>();
    page.get("windows").forEach(one -> all.add("windows/" + one.get("id").asLong()));
    page.get("blackouts").forEach(one -> all.add("windows/blackouts/" + one.get("id").asLong()));
    for (String one : all) {
      operator().send("DELETE", one, "", "").is(204);
    }
  }

  private static JsonNode waits(long rollout) throws IOException {
    return operator().get("rollouts/" + rollout).is(200).get("waits");
  }

  private static void waitsFor(long rollout, String kind, String message) throws IOException {
    assertEquals(kind, waits(rollout).get("kind").asText());
    assertEquals(message, waits(rollout).get("message").asText());
  }

  private static void awaitEnd(long rollout) throws Exception {
    long end = System.nanoTime() + Duration.ofSeconds(100).toNanos();
    while (System.nanoTime() < end) {
      if (operator().get("rollouts/" + rollout).is(200).at("/row/state").asText().equals("DONE")
          && !lastRebuild().get("state").asText().equals("RUNNING")) {
        return;
      }
      Thread.sleep(500);
    }
    throw new AssertionError("not done: " + operator().get("rollouts/" + rollout).body());
  }

  private static JsonNode lastRebuild() throws IOException {
    for (JsonNode job : operator().get("jobs").is(200).get("rows")) {
      if (job.get("kind").asText().equals("REBUILD")) {
        return job;
      }
    }
    throw new AssertionError("no rebuild ran");
  }

  private static long approve(String source) throws IOException {
    return archive.approve(
        Client.with("patch-manager").api(), Client.with("approver").api(), source);
  }
}
