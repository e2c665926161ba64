package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.StringJoiner;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Tells the state of the library. */
@Command(name = "status", description = "Show the state of the library at one glance.")
final class StatusCommand implements Callable<Integer> {
  private static final Table ATTENTION =
      Table.of().text("IMAGE", "/name").word("STATE", "/state").text("WHY", "/stateReason");

  @Mixin private Server server = new Server();

  @Override
  public Integer call() {
    JsonNode state = server.api().get("dashboard");
    if (server.wantsJson()) {
      return server.print(state);
    }
    PrintWriter out = server.out();
    StringJoiner images = new StringJoiner(", ");
    state
        .path("images")
        .properties()
        .forEach(e -> images.add(e.getValue().asInt() + " " + Cells.word(e.getKey())));
    out.println("images    " + images);
    out.println(
        "size      "
            + Cells.bytes(state.path("thinBytes").asLong())
            + " of "
            + Cells.bytes(state.path("closureBytes").asLong())
            + " closure; store "
            + Cells.bytes(state.path("storeBytes").asLong()));
    out.println("packages  " + state.path("packageVersions").asLong() + " versions");
    out.println(
        "patches   "
            + state.path("newPatches").asInt()
            + " new, "
            + state.path("affectingPatches").asInt()
            + " affect images; "
            + state.path("awaitingDecision").size()
            + " rollouts await a decision");
    out.println("jobs      " + state.path("running").size() + " running");
    if (!state.path("attention").isEmpty()) {
      out.println();
      ATTENTION.print(state.path("attention"), out);
    }
    return Whittle.OK;
  }
}
