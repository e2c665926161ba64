package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import org.whittle.client.Refused;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Maintenance windows. */
@Command(
    name = "windows",
    description = "When the night job may run by itself, and when it may not.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class WindowsCommand {
  private static final Table WINDOWS =
      Table.of()
          .number("ID", "/id")
          .text("WINDOW", "/name")
          .text("RULE", "/recurrence")
          .text("FIRST", "/first")
          .text("ZONE", "/zone")
          .number("MINUTES", "/minutes")
          .time("OPENS", "/next/0/from");

  private static final Table BLACKOUTS =
      Table.of()
          .number("ID", "/id")
          .text("BLACK-OUT", "/name")
          .time("FROM", "/from")
          .time("UNTIL", "/until")
          .text("ZONE", "/zone");

  /** What a window is to be; without an option it stays as it is. */
  static final class Wanted {
    @Option(names = "--rule", description = "A rule of iCalendar, as in FREQ=WEEKLY;BYDAY=SA,SU.")
    private @Nullable String rule;

    @Option(
        names = "--first",
        paramLabel = "TIME",
        description = "Its first opening by the clock of the zone, as in 2026-11-22T02:00.")
    private @Nullable LocalDateTime first;

    @Option(names = "--zone", description = "As in Europe/Berlin (new: this machine's).")
    private @Nullable ZoneId zone;

    @Option(names = "--minutes", description = "How long it is open (new: 240).")
    private @Nullable Integer minutes;

    private Map<String, Object> over(Map<String, Object> now) {
      Map<String, Object> wanted = new LinkedHashMap<>(now);
      put(wanted, "recurrence", rule);
      put(wanted, "first", first);
      put(wanted, "zone", zone);
      if (minutes != null) {
        wanted.put("minutes", minutes);
      }
      return wanted;
    }

    private static void put(Map<String, Object> wanted, String name, @Nullable Object value) {
      if (value != null) {
        wanted.put(name, value.toString());
      }
    }
  }

  @Command(name = "list", description = "List windows and black-outs, and how things stand now.")
  int list(@Mixin Server server) {
    JsonNode page = server.api().get("windows");
    if (server.wantsJson()) {
      return server.print(page);
    }
    PrintWriter out = server.out();
    WINDOWS.print(page.path("windows"), out);
    if (!page.path("blackouts").isEmpty()) {
      out.println();
      BLACKOUTS.print(page.path("blackouts"), out);
    }
    out.println();
    out.println(standing(page));
    return Whittle.OK;
  }

  @Command(
      name = "why",
      description = "Say why no window is open; ends with status 1 unless one is.")
  int why(@Mixin Server server) {
    JsonNode page = server.api().get("windows");
    server.say(page, standing(page));
    return isOpen(page) ? Whittle.OK : Whittle.TOLD_NO;
  }

  private static boolean isOpen(JsonNode page) {
    return page.path("deadline").isTextual();
  }

  private static String standing(JsonNode page) {
    return isOpen(page)
        ? "a window is open until " + Cells.time(page.path("deadline"), ZoneId.systemDefault())
        : "no window is open: " + page.path("why").asText();
  }

  @Command(name = "add", description = "Add a window.")
  int add(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "What it is called.") String name,
      @Mixin Wanted wanted) {
    Map<String, Object> usual = new LinkedHashMap<>();
    usual.put("name", name);
    usual.put("recurrence", "FREQ=DAILY");
    usual.put("zone", ZoneId.systemDefault().getId());
    usual.put("minutes", 240);
    JsonNode added = server.api().post("windows", wanted.over(usual));
    return server.say(added, "window " + added.path("id").asLong() + ", " + name + ", is added");
  }

  @Command(name = "change", description = "Change a window; what is not named stays.")
  int change(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The window.") long id,
      @Option(names = "--name", description = "What it is to be called.") @Nullable String name,
      @Mixin Wanted wanted) {
    JsonNode now = window(server, id);
    Map<String, Object> kept = new LinkedHashMap<>();
    kept.put("name", name == null ? now.path("name").asText() : name);
    kept.put("recurrence", now.path("recurrence").asText());
    kept.put("first", now.path("first").asText());
    kept.put("zone", now.path("zone").asText());
    kept.put("minutes", now.path("minutes").asInt());
    return server.say(
        server.api().put(Api.path("windows", id), wanted.over(kept)),
        "window " + id + " is changed");
  }

  private static JsonNode window(Server server, long id) {
    for (JsonNode window : server.api().get("windows").path("windows")) {
      if (window.path("id").asLong() == id) {
        return window;
      }
    }
    throw new Refused(404, "cannot find window " + id, "", "List them with: whittle windows list");
  }

  @Command(name = "remove", description = "Remove a window.")
  int remove(
      @Mixin Server server, @Parameters(paramLabel = "ID", description = "The window.") long id) {
    return server.say(server.api().delete(Api.path("windows", id)), "window " + id + " is removed");
  }

  @Command(name = "black-out", description = "Let no window be open for a time.")
  int blackOut(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "What it is called.") String name,
      @Option(
              names = "--from",
              required = true,
              paramLabel = "TIME",
              description = "By the clock of the zone, as in 2026-12-24T00:00.")
          LocalDateTime from,
      @Option(names = "--until", required = true, paramLabel = "TIME", description = "Likewise.")
          LocalDateTime until,
      @Option(names = "--zone", description = "As in Europe/Berlin (default: this machine's).")
          @Nullable ZoneId zone) {
    Map<String, Object> wanted =
        Map.of(
            "name",
            name,
            "from",
            from.toString(),
            "until",
            until.toString(),
            "zone",
            (zone == null ? ZoneId.systemDefault() : zone).getId());
    JsonNode added = server.api().post("windows/blackouts", wanted);
    return server.say(added, "black-out " + added.path("id").asLong() + ", " + name + ", is added");
  }

  @Command(name = "end-black-out", description = "Remove a black-out.")
  int endBlackOut(
      @Mixin Server server,
      @Parameters(paramLabel = "ID", description = "The black-out.") long id) {
    return server.say(
        server.api().delete(Api.path("windows", "blackouts", id)),
        "black-out " + id + " is removed");
  }
}
