package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.whittle.client.Api;
import org.whittle.client.JobWatch;
import org.whittle.client.Refused;
import org.whittle.client.SavedTokens;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** The options of each command that speaks to a server, and how it answers. */
final class Server {
  private static final Duration PATIENCE = Duration.ofHours(2);

  @Option(
      names = "--server",
      paramLabel = "URI",
      defaultValue = "${env:WHITTLE_SERVER:-http://localhost:8080}",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI address = URI.create("http://localhost:8080");

  @Option(names = "--json", description = "Print the server's answer as JSON.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // The parser sets it, and prints the help itself.
  private boolean help;

  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  URI address() {
    return address;
  }

  /** A caller with the token of the environment, or else the saved one. */
  Api api() {
    Map<String, String> environment = System.getenv();
    String token =
        Optional.of(environment.getOrDefault("WHITTLE_TOKEN", ""))
            .filter(given -> !given.isEmpty())
            .or(() -> new SavedTokens(SavedTokens.folder(environment)).find(address))
            .orElseThrow(
                () ->
                    new Refused(
                        401,
                        "cannot ask " + address + ": you are not logged in",
                        "",
                        "Run: whittle login --server " + address));
    return Api.withToken(address, token);
  }

  PrintWriter out() {
    return command.commandLine().getOut();
  }

  /** Prints the answer as JSON, if that is wanted, or the rows of it as a table. */
  int show(JsonNode answer, Table table) {
    if (json) {
      return print(answer);
    }
    JsonNode rows = answer.isArray() ? answer : answer.path("rows");
    table.print(rows, out());
    long total = answer.path("total").asLong(rows.size());
    if (total > rows.size()) {
      out().println(rows.size() + " of " + total + "; see --first and --size");
    }
    return Whittle.OK;
  }

  /** Prints the answer as JSON, if that is wanted, or a sentence. */
  int say(JsonNode answer, String sentence) {
    if (json) {
      return print(answer);
    }
    out().println(sentence);
    return Whittle.OK;
  }

  boolean wantsJson() {
    return json;
  }

  int print(JsonNode answer) {
    out().println(answer.isMissingNode() ? "{}" : answer.toPrettyString());
    return Whittle.OK;
  }

  /** Follows a job that was started, if that is wanted; its end decides the exit status. */
  int follow(Api api, JsonNode started, boolean wait) {
    long job = started.path("job").asLong();
    if (!wait) {
      return say(started, "job " + job + " has begun; see it with: whittle jobs follow " + job);
    }
    JsonNode page =
        new JobWatch(api, PATIENCE)
            .follow(
                job,
                now -> {
                  if (!json && !now.path("stage").asText().isEmpty()) {
                    out().println("  " + now.path("stage").asText());
                    out().flush();
                  }
                });
    JsonNode ended = page.path("job");
    String state = ended.path("state").asText();
    if (json) {
      print(page);
    } else {
      Jobs.items(page, out());
      out().println(Cells.word(state) + ": " + ended.path("message").asText());
    }
    return state.equals("DONE") ? Whittle.OK : Whittle.TOLD_NO;
  }
}
