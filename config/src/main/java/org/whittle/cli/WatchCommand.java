package org.whittle.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildRequest;
import org.whittle.build.Watch;
import org.whittle.build.WatchProposal;
import org.whittle.build.Workshop;
import org.whittle.build.local.Supply;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.rules.RuleSet;
import org.whittle.source.AptConfiguration;
import org.whittle.source.Transport;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** Watches an application on its full closure. */
@Command(
    name = "watch",
    mixinStandardHelpOptions = true,
    description = {
      "Run the tests of a blueprint, or a command, on the full closure of its packages, and"
          + " propose",
      "a blueprint and rules from what they touch. No server is needed."
    },
    footer = {"", "Example: whittle watch --packages jq --output jq -- /usr/bin/jq -n 1+1"})
final class WatchCommand implements Callable<Integer> {
  @Mixin private LocalStore store = new LocalStore();

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(
      arity = "0..*",
      paramLabel = "BLUEPRINT | COMMAND",
      description = "The blueprint; with --packages the command to run.")
  private List<String> words = List.of();

  @Option(
      names = "--packages",
      paramLabel = "NAME",
      split = ",",
      description = "The packages of the application, in place of a blueprint.")
  private List<String> packages = List.of();

  @Option(names = "--source", paramLabel = "FILE", description = "Sources to draw from.")
  private @Nullable Path source;

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = "Rules (default: those shipped); repeated: overlays, the last wins.")
  private List<Path> rules = List.of();

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where the blueprint and the folder of rules are written.")
  private Path output = Path.of(".");

  @Override
  public Integer call() {
    String text = packages.isEmpty() ? given() : WatchedCommand.blueprint(packages, words);
    Parsed watched = parsed(WatchedCommand.at("full", text));
    Path shippedRules = Path.of(System.getProperty("whittle.root", ".")).resolve("config/rules");
    List<Path> folders = rules.isEmpty() ? List.of(shippedRules) : rules;
    RuleSet shipped = RuleFolders.read(folders);
    String name = watched.blueprint().name();
    Path blueprint = output.resolve(name + ".yaml");
    Path overlay = output.resolve(name + "-rules");
    Path proposed = overlay.resolve(name + ".yaml");
    refuseToReplace(List.of(blueprint, proposed));
    Watch.Seen seen = see(watched, shipped);
    PrintWriter out = command.commandLine().getOut();
    seen.tests()
        .outcomes()
        .forEach(
            test ->
                out.println(
                    Cells.word(test.verdict().name()) + ": " + test.name() + ", " + test.detail()));
    if (!seen.tests().passed()) {
      out.println("nothing was written: what does not pass shows not what is needed");
      return Whittle.TOLD_NO;
    }
    write(blueprint, WatchedCommand.at("thin", text));
    write(proposed, WatchProposal.of(name, seen, shipped));
    out.println(seen.touched().files().size() + " files were touched");
    if (!seen.misses().notKnown().isEmpty()) {
      out.println(seen.misses().notKnown());
    }
    out.println("try it: whittle build " + blueprint + options(folders, overlay));
    return Whittle.OK;
  }

  private String options(List<Path> folders, Path overlay) {
    return Stream.concat(folders.stream(), Stream.of(overlay))
            .map(folder -> " --rules " + folder)
            .collect(Collectors.joining())
        + " --verify --output "
        + output.resolve("image");
  }

  private String given() {
    if (words.size() != 1) {
      throw new InvalidInput(
          "cannot watch: a blueprint is expected, or --packages and a command",
          "Write: whittle watch BLUEPRINT --output DIR",
          null);
    }
    return InputFile.text(Path.of(words.getFirst()));
  }

  private Watch.Seen see(Parsed parsed, RuleSet shipped) {
    Path apt = Path.of("/etc/apt");
    Transport transport = Transport.through(AptConfiguration.read(apt).proxy());
    Supply supply =
        Supply.gather(
            new Supply.Named(
                apt, Optional.ofNullable(source), List.of(), Instant.EPOCH, Optional.empty()),
            parsed.blueprint().architecture(),
            transport,
            store.blobs(),
            store.contents(transport),
            Clock.systemUTC(),
            Progress.NONE);
    Workshop shop = store.workshop(supply);
    BuildRequest request =
        new BuildRequest(
            parsed.blueprint(), parsed.digest(), supply.baseline(), List.of(), shipped);
    return new Watch(shop).see(request, Progress.NONE);
  }

  private static Parsed parsed(String text) {
    return switch (BlueprintParser.parse(text)) {
      case Parsed parsed -> parsed;
      case BlueprintResult.Invalid invalid ->
          throw new InvalidInput(
              "cannot watch: "
                  + invalid.problems().stream()
                      .map(p -> p.line() + ":" + p.column() + ": " + p.message())
                      .collect(Collectors.joining("; ")));
    };
  }

  /** What is there may be the very blueprint that is watched, or rules that somebody mended. */
  private static void refuseToReplace(List<Path> files) {
    files.stream()
        .filter(Files::exists)
        .findFirst()
        .ifPresent(
            file -> {
              throw new InvalidInput(
                  "cannot write the proposal: " + file + " is there",
                  "Name another folder with --output, or move the file away.",
                  null);
            });
  }

  private static void write(Path file, String text) {
    try {
      Files.createDirectories(file.toAbsolutePath().getParent());
      Files.writeString(file, text, StandardOpenOption.CREATE_NEW);
    } catch (IOException e) {
      throw new Unavailable("cannot write " + file + ": " + e.getMessage(), e);
    }
  }
}
