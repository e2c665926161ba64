package org.whittle.cli;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.whittle.client.Api;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Holds. */
@Command(
    name = "holds",
    description = "What images may not take yet: of one image, of a label, of the library.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND")
final class HoldsCommand {
  private static final Table HOLDS =
      Table.of()
          .number("HOLD", "/id")
          .text("PACKAGE", "/packageName")
          .text("VERSIONS", "/versions")
          .word("FOR", "/reach")
          .text("IMAGE", "/image")
          .text("LABEL", "/label")
          .number("IMAGES", "/images")
          .text("UNTIL", "/until")
          .text("EXPIRED SINCE", "/expiredSince")
          .text("OWNER", "/owner")
          .text("REASON", "/reason");

  /** For which images a hold is. */
  static final class Scope {
    @Option(names = "--image", paramLabel = "NAME", description = "For one image.")
    private @Nullable String image;

    @Option(
        names = "--label",
        paramLabel = "NAME[=VALUE]",
        description = "For the images with a label, now and later.")
    private @Nullable String label;

    @Option(names = "--library", description = "For all images.")
    private boolean library;
  }

  @Command(name = "list", description = "List holds, expired ones included.")
  int list(
      @Mixin Server server,
      @Mixin Rows rows,
      @Parameters(
              arity = "0..1",
              defaultValue = "",
              description = "Part of a package, an image, a label, an owner or a reason.")
          String text,
      @Option(names = "--state", defaultValue = "", description = "in-force or expired.")
          String state) {
    Map<String, ?> wanted = Map.of("text", text, "state", state);
    JsonNode page = server.api().get(rows.of("holds", wanted));
    int status = server.show(page, HOLDS);
    if (!server.wantsJson()) {
      for (JsonNode hold : page.path("rows")) {
        for (JsonNode clash : hold.path("clashes")) {
          server.out().println("hold " + hold.path("id").asLong() + " " + clash.asText());
        }
      }
    }
    return status;
  }

  @Command(name = "place", description = "Keep a binary package within versions.")
  int place(
      @Mixin Server server,
      @ArgGroup(multiplicity = "1") Scope scope,
      @Parameters(paramLabel = "PACKAGE", description = "The binary package.") String packageName,
      @Option(
              names = "--versions",
              paramLabel = "VERSIONS",
              description =
                  "Those that may be installed: one alone, or bounds such as '>= 1, < 2'; without"
                      + " it, the one that the image has.")
          @Nullable String versions,
      @Option(names = "--reason", required = true, description = "Why; people will read it.")
          String reason,
      @Option(
              names = "--owner",
              paramLabel = "USER",
              description = "Who answers for it; without it, you.")
          @Nullable String owner,
      @Option(
              names = "--until",
              paramLabel = "DATE",
              description = "Last day, like 2026-12-31; without it, until it is released.")
          @Nullable LocalDate until) {
    Map<String, Object> hold = new LinkedHashMap<>();
    put(hold, "image", scope.image);
    put(hold, "label", scope.label);
    hold.put("library", scope.library);
    hold.put("packageName", packageName);
    put(hold, "versions", versions);
    hold.put("reason", reason);
    put(hold, "owner", owner);
    put(hold, "until", until == null ? null : until.toString());
    JsonNode placed = server.api().post("holds", hold);
    return server.say(placed, "hold " + placed.path("id").asLong() + " on " + packageName);
  }

  @Command(name = "release", description = "Release a hold.")
  int release(
      @Mixin Server server,
      @Parameters(paramLabel = "HOLD", description = "Its number.") long hold) {
    return server.say(
        server.api().delete(Api.path("holds", hold)), "hold " + hold + " is released");
  }

  private static void put(Map<String, Object> body, String name, @Nullable String value) {
    if (value != null) {
      body.put(name, value);
    }
  }
}
