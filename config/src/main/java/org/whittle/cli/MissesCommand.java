package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.util.concurrent.Callable;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lists what tests asked for in vain. */
@Command(
    name = "misses",
    description = "List the paths that the tests of an image version asked for in vain.")
final class MissesCommand implements Callable<Integer> {
  private static final Table MISSES =
      Table.of()
          .word("WHAT", "/kind")
          .text("PATH", "/path")
          .text("PACKAGE", "/owner")
          .text("PROGRAM", "/program")
          .text("TEST", "/test");

  @Mixin private Server server = new Server();
  @Mixin private ImageVersion version = new ImageVersion();

  @Override
  public Integer call() {
    Api api = server.api();
    JsonNode page = api.get(Api.path("images", version.image(), "versions", version.number(api)));
    if (server.wantsJson()) {
      return server.print(page.path("misses"));
    }
    PrintWriter out = server.out();
    String notKnown = page.path("missesNotKnown").asText();
    out.println("misses: " + Cells.word(page.at("/row/misses").asText()));
    if (!notKnown.isEmpty()) {
      out.println("not known: " + notKnown);
    }
    if (!page.path("misses").isEmpty()) {
      out.println();
      MISSES.print(page.path("misses"), out);
    }
    return Whittle.OK;
  }
}
