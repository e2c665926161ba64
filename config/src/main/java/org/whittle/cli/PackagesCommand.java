package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Packages. */
@Command(
    name = "packages",
    description = "Packages of all sources.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PackagesCommand {
  private static final Table PACKAGES =
      Table.of()
          .text("NAME", "/name")
          .text("VERSION", "/version")
          .text("ARCH", "/architecture")
          .bytes("SIZE", "/size")
          .text("SUITES", "/suites")
          .text("SUMMARY", "/summary");
  private static final Table USES =
      Table.of().text("IMAGE", "/image").number("VERSION", "/number").text("PACKAGE", "/version");

  @Command(name = "search", description = "Find packages by name or summary.")
  int search(
      @Mixin Server server,
      @Mixin Rows rows,
      @Parameters(paramLabel = "TEXT", description = "What to look for.") String text) {
    return server.show(server.api().get(rows.of("packages", Map.of("text", text))), PACKAGES);
  }

  @Command(name = "show", description = "Show all versions of a package and who uses it.")
  int show(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The package.") String name) {
    JsonNode found = server.api().get(Api.path("packages", name));
    if (server.wantsJson()) {
      return server.print(found);
    }
    PACKAGES.print(found.path("versions"), server.out());
    server.out().println();
    USES.print(found.path("images"), server.out());
    return Whittle.OK;
  }
}
