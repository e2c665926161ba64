package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.concurrent.Callable;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Compares two versions. */
@Command(name = "diff", description = "Show what differs between two versions of an image.")
final class DiffCommand implements Callable<Integer> {
  private static final Table PACKAGES =
      Table.of()
          .word("CHANGE", "/change")
          .text("PACKAGE", "/name")
          .text("FROM", "/fromVersion")
          .text("TO", "/toVersion")
          .bytes("SIZE", "/sizeChange");
  private static final Table FILES =
      Table.of()
          .word("CHANGE", "/change")
          .text("FILE", "/path")
          .bytes("FROM", "/fromSize")
          .bytes("TO", "/toSize");

  @Mixin private Server server = new Server();

  @Parameters(index = "0", paramLabel = "IMAGE", description = "The image.")
  private String image = "";

  @Parameters(index = "1", paramLabel = "FROM", description = "The older version.")
  private int from;

  @Parameters(index = "2", paramLabel = "TO", description = "The newer version.")
  private int to;

  @Override
  public Integer call() {
    JsonNode difference =
        server
            .api()
            .get(
                Api.query(Api.path("images", image, "difference"), Map.of("from", from, "to", to)));
    if (server.wantsJson()) {
      return server.print(difference);
    }
    PACKAGES.print(difference.path("packages"), server.out());
    server.out().println();
    FILES.print(difference.path("files"), server.out());
    server.out().println("size " + Cells.bytes(difference.path("sizeChange").asLong()));
    return Whittle.OK;
  }
}
