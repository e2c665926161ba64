package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Map;
import org.whittle.client.Api;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Images. */
@Command(
    name = "images",
    description = "Images of the library.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      FilesCommand.class,
      MissesCommand.class,
      WhyCommand.class,
      DiffCommand.class,
      DownloadCommand.class,
      HoldCommand.class,
      ReleaseCommand.class
    })
final class ImagesCommand {
  private static final Table IMAGES =
      Table.of()
          .text("NAME", "/name")
          .word("STATE", "/state")
          .number("VERSION", "/newestVersion")
          .number("PACKAGES", "/packages")
          .bytes("CLOSURE", "/closureBytes")
          .bytes("THIN", "/thinBytes")
          .time("BUILT", "/builtAt")
          .text("WHY", "/stateReason");
  private static final Table VERSIONS =
      Table.of()
          .number("VERSION", "/number")
          .time("BUILT", "/createdAt")
          .word("CAUSE", "/cause")
          .number("PACKAGES", "/packages")
          .bytes("CLOSURE", "/closureBytes")
          .bytes("THIN", "/thinBytes")
          .number("FILES", "/thinFiles")
          .word("STRUCTURE", "/structure")
          .word("TESTS", "/tests")
          .word("MISSES", "/misses")
          .number("UNKNOWN", "/unknownEffects");
  private static final Table HOLDS =
      Table.of()
          .number("HOLD", "/id")
          .text("PACKAGE", "/packageName")
          .text("VERSIONS", "/versions")
          .word("FOR", "/reach")
          .text("UNTIL", "/until")
          .text("EXPIRED SINCE", "/expiredSince")
          .text("OWNER", "/owner")
          .text("REASON", "/reason");
  private static final Table CHANNELS =
      Table.of().text("CHANNEL", "/name").number("VERSION", "/version").text("BY", "/movedBy");

  @Command(name = "list", description = "List images.")
  int list(
      @Mixin Server server,
      @Mixin Rows rows,
      @Parameters(arity = "0..1", defaultValue = "", description = "Part of a name or a package.")
          String text,
      @Option(
              names = "--state",
              defaultValue = "",
              description = "current, stale, held, failed or unknown.")
          String state) {
    Map<String, ?> wanted = Map.of("text", text, "state", state);
    return server.show(server.api().get(rows.of("images", wanted)), IMAGES);
  }

  @Command(name = "create", description = "Create an image from a blueprint.")
  int create(
      @Mixin Server server,
      @Parameters(paramLabel = "FILE", description = "The blueprint; - reads standard input.")
          Path file) {
    JsonNode image = server.api().postYaml("images", InputFile.text(file));
    return server.say(image, "image " + image.at("/row/name").asText() + " is created");
  }

  @Command(name = "revise", description = "Store a new revision of an image's blueprint.")
  int revise(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The image.") String name,
      @Parameters(paramLabel = "FILE", description = "The blueprint; - reads standard input.")
          Path file) {
    Api api = server.api();
    int known = api.get(Api.path("images", name)).path("blueprintRevision").asInt();
    JsonNode answer =
        api.putYaml(Api.path("images", name, "blueprint"), known, InputFile.text(file));
    return server.say(
        answer, "image " + name + ": blueprint revision " + answer.path("revision").asInt());
  }

  @Command(name = "build", description = "Build an image.")
  int build(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The image.") String name,
      @Option(names = "--no-wait", description = "Do not wait for the end.") boolean noWait) {
    Api api = server.api();
    return server.follow(api, api.post(Api.path("images", name, "builds")), !noWait);
  }

  @Command(name = "show", description = "Show an image, its versions, channels and holds.")
  int show(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The image.") String name) {
    JsonNode image = server.api().get(Api.path("images", name));
    if (server.wantsJson()) {
      return server.print(image);
    }
    PrintWriter out = server.out();
    JsonNode row = image.path("row");
    String why = row.path("stateReason").asText();
    out.println(row.path("name").asText() + ": " + row.path("description").asText());
    out.println(
        Cells.word(row.path("state").asText())
            + (why.isEmpty() ? "" : ", " + why)
            + "; blueprint revision "
            + image.path("blueprintRevision").asInt());
    out.println();
    VERSIONS.print(image.path("versions"), out);
    if (!image.path("channels").isEmpty()) {
      out.println();
      CHANNELS.print(image.path("channels"), out);
    }
    if (!image.path("holds").isEmpty()) {
      out.println();
      HOLDS.print(image.path("holds"), out);
      image.path("holdConflicts").forEach(conflict -> out.println(conflict.asText()));
    }
    return Whittle.OK;
  }

  @Command(name = "promote", description = "Point a channel to a version of an image.")
  int promote(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The image.") String name,
      @Parameters(paramLabel = "CHANNEL", description = "dev, test or prod.") String channel,
      @Parameters(paramLabel = "VERSION", description = "The version.") int version,
      @Option(
              names = "--comment",
              defaultValue = "",
              description = "For who decides, if the channel is protected.")
          String comment) {
    JsonNode answer =
        server
            .api()
            .put(
                Api.path("images", name, "channels", channel),
                Map.of("version", version, "comment", comment));
    JsonNode asked = answer.path("promotion");
    return server.say(
        answer,
        asked.isMissingNode()
            ? name + ": " + channel + " is version " + version
            : name + ": promotion " + asked.asLong() + " waits; somebody else can approve it");
  }
}
