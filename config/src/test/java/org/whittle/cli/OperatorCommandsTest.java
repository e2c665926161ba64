package org.whittle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.client.FakeServer;
import org.whittle.client.SavedTokens;

/** What an operator and an auditor type, against prepared answers. */
class OperatorCommandsTest {
  private static final String WINDOWS =
      """
      {"deadline":null,"why":"the next window, nightly, opens at 02:00",
       "windows":[{"id":1,"name":"nightly","recurrence":"FREQ=DAILY","first":"2026-01-01T02:00",
         "zone":"Europe/Berlin","minutes":240,
         "next":[{"window":"nightly","from":"2026-11-23T01:00:00Z"}]}],
       "blackouts":[{"id":4,"name":"fair","from":"2026-12-01T00:00:00Z",
         "until":"2026-12-02T00:00:00Z","zone":"UTC"}]}
      """;

  @TempDir Path folder;
  private FakeServer server;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private final TimeZone zone = TimeZone.getDefault();
  private String home = "";

  @BeforeEach
  void start() throws Exception {
    home = System.getProperty("user.home");
    System.setProperty("user.home", folder.toString());
    TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
    server = FakeServer.start();
    new SavedTokens(SavedTokens.folder(System.getenv())).save(server.address(), "t");
  }

  @AfterEach
  void stop() {
    server.close();
    System.setProperty("user.home", home);
    TimeZone.setDefault(zone);
  }

  @Test
  void windowsAreListedWithHowThingsStand() {
    server.on("GET /api/v1/windows", 200, WINDOWS);

    assertEquals(0, run("windows", "list"));
    assertEquals(
        """
        ID  WINDOW   RULE        FIRST             ZONE           MINUTES  OPENS
         1  nightly  FREQ=DAILY  2026-01-01T02:00  Europe/Berlin      240  2026-11-23 01:00

        ID  BLACK-OUT  FROM              UNTIL             ZONE
         4  fair       2026-12-01 00:00  2026-12-02 00:00  UTC

        no window is open: the next window, nightly, opens at 02:00
        """,
        out.toString());
  }

  @Test
  void whyNothingOpensIsAStatusOfItsOwn() {
    server
        .on("GET /api/v1/windows", 200, WINDOWS)
        .on("GET /api/v1/windows", 200, "{\"deadline\":\"2026-11-23T05:00:00Z\",\"why\":\"\"}");

    assertEquals(1, run("windows", "why"));
    assertEquals(0, run("windows", "why"));
    assertEquals(
        """
        no window is open: the next window, nightly, opens at 02:00
        a window is open until 2026-11-23 05:00
        """,
        out.toString());
  }

  @Test
  void aWindowIsAddedChangedAndRemoved() {
    server
        .on("POST /api/v1/windows", 201, "{\"id\":7}")
        .on("GET /api/v1/windows", 200, WINDOWS)
        .on("PUT /api/v1/windows/1", 204, "")
        .on("DELETE /api/v1/windows/1", 204, "");

    assertEquals(
        0,
        run("windows", "add", "weekend", "--rule", "FREQ=WEEKLY", "--first", "2026-11-28T22:00"));
    assertEquals(0, run("windows", "change", "1", "--minutes", "60"));
    assertEquals(0, run("windows", "remove", "1"));
    assertEquals(1, run("windows", "change", "9", "--minutes", "60"));
    assertEquals(
        """
        window 7, weekend, is added
        window 1 is changed
        window 1 is removed
        """,
        out.toString());
    assertEquals(
        "whittle: cannot find window 9\n  List them with: whittle windows list\n", err.toString());
    assertEquals(
        "POST /api/v1/windows Bearer t {\"name\":\"weekend\",\"recurrence\":\"FREQ=WEEKLY\","
            + "\"zone\":\"UTC\",\"minutes\":240,\"first\":\"2026-11-28T22:00\"}",
        server.requests().get(0));
    assertEquals(
        "PUT /api/v1/windows/1 Bearer t {\"name\":\"nightly\",\"recurrence\":\"FREQ=DAILY\","
            + "\"first\":\"2026-01-01T02:00\",\"zone\":\"Europe/Berlin\",\"minutes\":60}",
        server.requests().get(2));
  }

  @Test
  void aBlackOutIsAddedAndRemoved() {
    server
        .on("POST /api/v1/windows/blackouts", 201, "{\"id\":5}")
        .on("DELETE /api/v1/windows/blackouts/5", 204, "");

    assertEquals(
        0,
        run(
            "windows",
            "black-out",
            "fair",
            "--from",
            "2026-12-01T00:00",
            "--until",
            "2026-12-02T00:00"));
    assertEquals(0, run("windows", "end-black-out", "5"));
    assertEquals("black-out 5, fair, is added\nblack-out 5 is removed\n", out.toString());
    assertTrue(server.requests().getFirst().contains("\"until\":\"2026-12-02T00:00\""));
    assertEquals(2, run("windows", "black-out", "fair", "--from", "tomorrow"));
    assertTrue(err.toString().contains("tomorrow"), err::toString);
  }

  @Test
  void receiversAreListedKeptAndRemoved() {
    server
        .on(
            "GET /api/v1/notifications/receivers?first=0&size=50",
            200,
            """
            {"rows":[{"name":"desk","kind":"MAIL","target":"desk@example.org","user":null,
              "events":["JOB_FAILED","NIGHT_ENDED"]}],"total":1}
            """)
        .on("PUT /api/v1/notifications/receivers/ops", 200, "{\"secret\":\"s3\"}")
        .on("DELETE /api/v1/notifications/receivers/ops", 204, "");

    assertEquals(0, run("notifications", "receivers"));
    assertEquals(
        0,
        run(
            "notifications",
            "keep",
            "ops",
            "--webhook",
            "https://hooks.example.org/",
            "--event",
            "rollout-done,job-failed"));
    assertEquals(0, run("notifications", "remove", "ops"));
    assertEquals(
        """
        RECEIVER  KIND  TO                USER
        desk      mail  desk@example.org  -
        desk hears of: job failed, night ended
        receiver ops is kept; its secret, which is not told again: s3
        receiver ops is removed
        """,
        out.toString());
    assertTrue(
        server
            .requests()
            .get(1)
            .endsWith(
                "{\"kind\":\"webhook\",\"target\":\"https://hooks.example.org/\","
                    + "\"events\":[\"rollout-done\",\"job-failed\"]}"));
    assertEquals(2, run("notifications", "keep", "ops", "--event", "rollout-done"));
  }

  @Test
  void aTestMessageIsWaitedForAndWhatWasNotTakenIsTriedAgain() {
    String row =
        "{\"id\":%d,\"event\":\"TRIAL\",\"receiver\":\"ops\",\"subject\":\"this is a trial\","
            + "\"at\":\"2026-11-23T01:00:00Z\",\"state\":\"%s\",\"attempts\":%d,\"message\":\"%s\"}";
    String deliveries = "GET /api/v1/notifications/deliveries?first=0&size=100";
    server
        .on("POST /api/v1/notifications/receivers/ops/trial", 204, "")
        .on(deliveries, 200, "{\"rows\":[" + row.formatted(8, "WAITING", 0, "") + "]}")
        .on(deliveries, 200, "{\"rows\":[" + row.formatted(8, "SENT", 1, "") + "]}")
        .on(deliveries, 200, "{\"rows\":[" + row.formatted(9, "WAITING", 1, "status 500") + "]}")
        .on("POST /api/v1/notifications/deliveries/9/attempts", 204, "")
        .on(
            "GET /api/v1/notifications/deliveries?first=0&size=50",
            200,
            "{\"rows\":[" + row.formatted(9, "WAITING", 1, "status 500") + "],\"total\":1}");

    assertEquals(0, run("notifications", "test", "ops"));
    assertEquals(1, run("notifications", "test", "ops"));
    assertEquals(0, run("notifications", "outbox"));
    assertEquals(0, run("notifications", "retry", "9"));
    assertEquals(
        """
        receiver ops has taken it
        receiver ops has not taken it: status 500
        ID  STATE    RECEIVER  AT                EVENT            TRIED  NEXT  WHY NOT
         9  waiting  ops       2026-11-23 01:00  this is a trial      1  -     status 500
        delivery 9 is tried again
        """,
        out.toString());
  }

  @Test
  void evidenceThatIsNoneIsNotTaken() throws Exception {
    Path file = folder.resolve("evidence.zip");
    server.on("GET /api/v1/promotions/5/evidence", 200, "no file at all");

    assertEquals(1, run("evidence", "take", "--promotion", "5", "-o", file.toString()));
    assertEquals(
        "whittle: cannot read "
            + file
            + ": it is no ZIP file with evidence\n  Give the ZIP file as it was taken\n",
        err.toString());
    assertEquals(1, execute("evidence", "check", file.toString()));
    assertEquals("no file at all", Files.readString(file));
    assertEquals(2, run("evidence", "take"));
  }

  private int run(String... arguments) {
    String[] all = Arrays.copyOf(arguments, arguments.length + 2);
    all[arguments.length] = "--server";
    all[arguments.length + 1] = server.address().toString();
    return execute(all);
  }

  private int execute(String... arguments) {
    return Whittle.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
