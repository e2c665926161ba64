package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Tells why a file is there, or why not. */
@Command(name = "why", description = "Tell why a file is in an image version, or why not.")
final class WhyCommand implements Callable<Integer> {
  @Mixin private Server server = new Server();
  @Mixin private ImageVersion version = new ImageVersion();

  @Parameters(index = "1", paramLabel = "PATH", description = "The path of the file.")
  private String path = "";

  @Override
  public Integer call() {
    Api api = server.api();
    JsonNode why = api.get(Api.query(version.path(api, "why"), Map.of("path", path)));
    if (server.wantsJson()) {
      return server.print(why);
    }
    server
        .out()
        .println(
            why.path("path").asText()
                + (why.path("present").asBoolean() ? " is there:" : " is not there:"));
    why.path("chain").forEach(step -> server.out().println("  " + step.asText()));
    return Whittle.OK;
  }
}
