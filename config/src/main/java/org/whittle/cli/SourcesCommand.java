package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import org.whittle.client.Refused;
import org.whittle.kernel.InvalidInput;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Sources. */
@Command(
    name = "sources",
    description = "Signed package archives.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class SourcesCommand {
  private static final Table SOURCES =
      Table.of()
          .text("NAME", "/name")
          .word("KIND", "/kind")
          .text("SUITE", "/suite")
          .word("SYNC", "/syncState")
          .number("SNAPSHOT", "/newest/number")
          .number("PACKAGES", "/newest/packages")
          .time("CHECKED", "/lastCheckedAt")
          .text("ERROR", "/lastError");
  private static final Table OFFERED =
      Table.of()
          .text("NAME", "/name")
          .word("KIND", "/kind")
          .text("URI", "/uri")
          .text("SUITE", "/suite")
          .text("ADDED", "/added")
          .text("PROBLEM", "/problem");

  @Command(name = "list", description = "List the sources and how fresh they are.")
  int list(@Mixin Server server, @Mixin Rows rows) {
    return server.show(server.api().get(rows.of("sources", Map.of())), SOURCES);
  }

  @Command(name = "offered", description = "List what the server's own package manager names.")
  int offered(@Mixin Server server, @Mixin Rows rows) {
    return server.show(server.api().get(rows.of("sources/offered", Map.of())), OFFERED);
  }

  @Command(
      name = "add",
      description = "Add a source: an offered one by its name, or another with all options.")
  int add(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "Its name.") String name,
      @Option(names = "--uri", description = "Root of the archive.") @Nullable String uri,
      @Option(names = "--suite", description = "Suite, such as stable.") @Nullable String suite,
      @Option(
              names = "--components",
              defaultValue = "main",
              description = "Components, separated by spaces (default: ${DEFAULT-VALUE}).")
          String components,
      @Option(
              names = "--architecture",
              defaultValue = "amd64",
              description = "Architecture (default: ${DEFAULT-VALUE}).")
          String architecture,
      @Option(
              names = "--kind",
              defaultValue = "OTHER",
              description = "base, updates, security or other (default: ${DEFAULT-VALUE}).")
          String kind,
      @Option(names = "--keyring", description = "File with the keys that sign for it.")
          @Nullable Path keyring) {
    JsonNode added;
    if (uri == null && suite == null && keyring == null) {
      added = server.api().post(Api.path("sources", "offered", name));
    } else if (uri == null || suite == null || keyring == null) {
      throw new InvalidInput(
          "cannot add source \"" + name + "\": --uri, --suite and --keyring belong together");
    } else {
      Map<String, Object> source = new LinkedHashMap<>();
      source.put("name", name);
      source.put("uri", uri);
      source.put("suite", suite);
      source.put("components", components);
      source.put("architecture", architecture);
      source.put("kind", kind);
      source.put("keyring", InputFile.keyring(keyring));
      added = server.api().post("sources", source);
    }
    return server.say(added, "source " + added.path("name").asText() + " is added");
  }

  @Command(name = "sync", description = "Fetch what a source offers now.")
  int sync(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The source.") String name,
      @Option(names = "--no-wait", description = "Do not wait for the end.") boolean noWait) {
    Api api = server.api();
    return server.follow(api, api.post(Api.path("sources", id(api, name), "sync")), !noWait);
  }

  @Command(name = "enable", description = "Switch a source on.")
  int enable(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The source.") String name) {
    Api api = server.api();
    return server.say(
        api.post(Api.path("sources", id(api, name), "enable")), "source " + name + " is on");
  }

  @Command(name = "disable", description = "Switch a source off: it is not synced any more.")
  int disable(
      @Mixin Server server,
      @Parameters(paramLabel = "NAME", description = "The source.") String name) {
    Api api = server.api();
    return server.say(
        api.post(Api.path("sources", id(api, name), "disable")), "source " + name + " is off");
  }

  private static long id(Api api, String name) {
    for (JsonNode source : api.get("sources?size=500").path("rows")) {
      if (source.path("name").asText().equals(name)) {
        return source.path("id").asLong();
      }
    }
    throw new Refused(
        404, "cannot find source \"" + name + "\"", "", "List them with: whittle sources list");
  }
}
