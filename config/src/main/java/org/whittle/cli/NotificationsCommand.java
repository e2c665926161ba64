package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Notifications. */
@Command(
    name = "notifications",
    description = "Who is told of what, and what is on its way.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class NotificationsCommand {
  private static final int ATTEMPTS = 150;
  private static final long PAUSE_MILLIS = 200;

  private static final Table RECEIVERS =
      Table.of()
          .text("RECEIVER", "/name")
          .word("KIND", "/kind")
          .text("TO", "/target")
          .text("USER", "/user");

  private static final Table OUTBOX =
      Table.of()
          .number("ID", "/id")
          .word("STATE", "/state")
          .text("RECEIVER", "/receiver")
          .time("AT", "/at")
          .text("EVENT", "/subject")
          .number("TRIED", "/attempts")
          .time("NEXT", "/nextAt")
          .text("WHY NOT", "/message");

  /** Where a receiver is reached. */
  static final class Way {
    @Option(names = "--mail", paramLabel = "ADDRESS", description = "By mail.")
    private @Nullable String mail;

    @Option(names = "--webhook", paramLabel = "URI", description = "By a signed request.")
    private @Nullable String webhook;
  }

  @Command(name = "receivers", description = "List who is told, and of what.")
  int receivers(@Mixin Server server, @Mixin Rows rows) {
    JsonNode page = server.api().get(rows.of("notifications/receivers", Map.of()));
    int status = server.show(page, RECEIVERS);
    if (!server.wantsJson()) {
      for (JsonNode receiver : page.path("rows")) {
        StringBuilder events = new StringBuilder();
        receiver
            .path("events")
            .forEach(
                event ->
                    events.append(events.isEmpty() ? "" : ", ").append(Cells.word(event.asText())));
        server.out().println(receiver.path("name").asText() + " hears of: " + events);
      }
    }
    return status;
  }

  @Command(name = "keep", description = "Tell somebody; a receiver of the same name is changed.")
  int keep(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "What the receiver is called.") String name,
      @ArgGroup(multiplicity = "1") Way way,
      @Option(
              names = "--event",
              required = true,
              paramLabel = "EVENT",
              split = ",",
              description = "Of what, as in rollout-done,job-failed.")
          List<String> events,
      @Option(
              names = "--user",
              description = "Whose it is: of approvals that are awaited it hears only theirs.")
          @Nullable String user) {
    Map<String, Object> wanted = new LinkedHashMap<>();
    wanted.put("kind", way.mail == null ? "webhook" : "mail");
    wanted.put("target", way.mail == null ? String.valueOf(way.webhook) : way.mail);
    wanted.put("events", events);
    if (user != null) {
      wanted.put("user", user);
    }
    JsonNode kept = server.api().put(Api.path("notifications", "receivers", name), wanted);
    String secret = kept.path("secret").asText("");
    return server.say(
        kept,
        "receiver "
            + name
            + " is kept"
            + (kept.path("secret").isTextual()
                ? "; its secret, which is not told again: " + secret
                : ""));
  }

  @Command(name = "remove", description = "Tell a receiver no more.")
  int remove(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The receiver.") String name) {
    return server.say(
        server.api().delete(Api.path("notifications", "receivers", name)),
        "receiver " + name + " is removed");
  }

  @Command(name = "outbox", description = "List what was sent or is to be, newest first.")
  int outbox(@Mixin Server server, @Mixin Rows rows) {
    return server.show(server.api().get(rows.of("notifications/deliveries", Map.of())), OUTBOX);
  }

  @Command(
      name = "test",
      description = "Send a receiver a test message, and wait for what becomes of it.")
  int test(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The receiver.") String name)
      throws InterruptedException {
    Api api = server.api();
    api.post(Api.path("notifications", "receivers", name, "trial"));
    JsonNode tried = newest(api, name);
    for (int i = 0; i < ATTEMPTS && tried.path("attempts").asInt() == 0; i++) {
      Thread.sleep(PAUSE_MILLIS);
      tried = newest(api, name);
    }
    return told(server, tried, name);
  }

  private static JsonNode newest(Api api, String receiver) {
    for (JsonNode row : api.get("notifications/deliveries?first=0&size=100").path("rows")) {
      if (row.path("receiver").asText().equals(receiver)
          && row.path("event").asText().equals("TRIAL")) {
        return row;
      }
    }
    return MissingNode.getInstance();
  }

  private static int told(Server server, JsonNode tried, String name) {
    boolean sent = tried.path("state").asText().equals("SENT");
    String why = tried.path("message").asText();
    server.say(
        tried,
        sent
            ? "receiver " + name + " has taken it"
            : "receiver "
                + name
                + " has not taken it: "
                + (why.isEmpty() ? "it was not tried yet; see the outbox" : why));
    return sent ? Whittle.OK : Whittle.TOLD_NO;
  }

  @Command(name = "retry", description = "Try what was not taken at once, also what was given up.")
  int retry(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "As the outbox has it.") long id) {
    return server.say(
        server.api().post(Api.path("notifications", "deliveries", id, "attempts")),
        "delivery " + id + " is tried again");
  }
}
