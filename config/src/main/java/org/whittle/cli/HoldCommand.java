package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds an image on a version of a package. */
@Command(name = "hold", description = "Keep an image on the version of a package that it has.")
final class HoldCommand implements Callable<Integer> {
  @Mixin private Server server = new Server();

  @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
  private String image = "";

  @Parameters(index = "1", paramLabel = "PACKAGE", description = "The package.")
  private String packageName = "";

  @Option(names = "--reason", required = true, description = "Why; people will read it.")
  private String reason = "";

  @Option(
      names = "--until",
      paramLabel = "DATE",
      description = "Last day, like 2026-12-31; without it, until it is released.")
  private @Nullable LocalDate until;

  @Override
  public Integer call() {
    Map<String, Object> hold = new LinkedHashMap<>();
    hold.put("packageName", packageName);
    hold.put("reason", reason);
    if (until != null) {
      hold.put("until", until.toString());
    }
    JsonNode placed = server.api().post(Api.path("images", image, "holds"), hold);
    return server.say(
        placed, "hold " + placed.path("id").asLong() + ": " + image + " keeps its " + packageName);
  }
}
