package org.whittle.cli;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.Map;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Jobs. */
@Command(
    name = "jobs",
    description = "Long work and how far it is.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class JobsCommand {
  private static final Table JOBS =
      Table.of()
          .number("ID", "/id")
          .word("KIND", "/kind")
          .text("SUBJECT", "/subject")
          .word("STATE", "/state")
          .text("STAGE", "/stage")
          .text("BY", "/startedBy")
          .time("BEGUN", "/startedAt")
          .text("MESSAGE", "/message");

  @Command(name = "list", description = "List jobs, newest first.")
  int list(@Mixin Server server, @Mixin Rows rows) {
    return server.show(server.api().get(rows.of("jobs", Map.of())), JOBS);
  }

  @Command(name = "follow", description = "Follow a job to its end.")
  int follow(
      @Mixin Server server, @Parameters(paramLabel = "ID", description = "The job.") long id) {
    return server.follow(server.api(), JsonNodeFactory.instance.objectNode().put("job", id), true);
  }

  @Command(name = "stop", description = "Stop a rebuild after the images that it builds now.")
  int stop(@Mixin Server server, @Parameters(paramLabel = "ID", description = "The job.") long id) {
    return server.say(
        server.api().post(Api.path("jobs", id, "stop")),
        "job " + id + " stops after the images that it builds now");
  }
}
