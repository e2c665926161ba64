package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Patches. */
@Command(
    name = "patches",
    description = "Newer versions of packages, and the images that they touch.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class PatchesCommand {
  private static final Table PATCHES =
      Table.of()
          .number("ID", "/id")
          .text("SOURCE", "/sourceName")
          .text("FROM", "/oldVersion")
          .text("TO", "/newVersion")
          .word("STATE", "/state")
          .number("IMAGES", "/affectedImages")
          .number("HELD", "/heldImages")
          .text("SUITE", "/suite");
  private static final Table BINARIES =
      Table.of().text("PACKAGE", "/name").text("FROM", "/oldVersion").text("TO", "/newVersion");
  private static final Table AFFECTED =
      Table.of()
          .text("IMAGE", "/image")
          .number("VERSION", "/version")
          .word("BY FILE", "/byFile")
          .text("PACKAGES", "/packages")
          .text("HELD BECAUSE", "/heldBecause");

  @Command(name = "list", description = "List patches, those that affect most images first.")
  int list(
      @Mixin Server server,
      @Mixin Rows rows,
      @Parameters(arity = "0..1", defaultValue = "", description = "Part of a package's name.")
          String text,
      @Option(names = "--affecting", description = "Only those that affect an image.")
          boolean affecting,
      @Option(names = "--state", defaultValue = "", description = "new, proposed, applied, …")
          String state) {
    Map<String, ?> wanted = Map.of("text", text, "affecting", affecting, "state", state);
    return server.show(server.api().get(rows.of("patches", wanted)), PATCHES);
  }

  @Command(name = "show", description = "Show a patch and the images that it affects.")
  int show(
      @Mixin Server server,
      @Mixin Rows rows,
      @Parameters(paramLabel = "ID", description = "The patch.") long id) {
    Api api = server.api();
    JsonNode patch = api.get(Api.path("patches", id));
    if (server.wantsJson()) {
      return server.print(patch);
    }
    BINARIES.print(patch.path("binaries"), server.out());
    server.out().println();
    return server.show(api.get(rows.of(Api.path("patches", id, "affected"), Map.of())), AFFECTED);
  }
}
