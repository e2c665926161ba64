package org.whittle.cli;

import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whittle.blueprint.BlueprintVariants;
import org.whittle.launcher.Installation;
import org.whittle.launcher.Settings;
import org.whittle.story.ServerHeap;
import org.whittle.story.SourceChoice;
import org.whittle.story.Story;
import org.whittle.story.StoryInputs;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** Replays the whole story. */
@Command(
    name = "story",
    mixinStandardHelpOptions = true,
    description = {
      "Replay the whole story by the server's interface: sources, images, patches, approval,"
          + " night job.",
      "It changes the server's library. With --start it starts a server of its own, on a fresh"
          + " folder that it removes at the end."
    })
final class StoryCommand implements Callable<Integer> {
  /** The images that the story is about. */
  private static final List<String> STARTERS = List.of("nginx", "python-wsgi", "redis");

  private static final int FAMILIES = 20;

  @Option(
      names = "--server",
      paramLabel = "URI",
      defaultValue = "${env:WHITTLE_SERVER:-http://localhost:8080}",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI server = URI.create("http://localhost:8080");

  @Option(names = "--start", description = "Start a server on a fresh folder.")
  private boolean start;

  @Option(
      names = "--keep",
      paramLabel = "FOLDER",
      description = "With --start: keep the data here.")
  private @Nullable Path keep;

  @Option(
      names = "--password-file",
      description = "Password of user admin (default: .whittle/secrets/first-password).")
  private @Nullable Path passwordFile;

  @Option(names = "--no-bars", description = "Print the measures, but do not fail for them.")
  private boolean noBars;

  @Option(
      names = "--images",
      paramLabel = "COUNT",
      description =
          "Let the library have so many further images, variants of the starters of 20 families.")
  private int further;

  @Spec private CommandSpec command = CommandSpec.create();

  @Override
  public Integer call() {
    Path root = Path.of(System.getProperty("whittle.root", ""));
    if (!start) {
      Path first = root.resolve(".whittle/secrets/first-password");
      Path file = passwordFile == null && first.toFile().exists() ? first : passwordFile;
      return tell(root, server, InputFile.password(file, "Password of admin"), ServerHeap.UNKNOWN);
    }
    try (StoryFolder folder = keep == null ? StoryFolder.temporary() : StoryFolder.kept(keep)) {
      Settings settings =
          new Settings(root, MariaDb.below(root), folder.path(), 0, "127.0.0.1", false);
      long begun = System.nanoTime();
      try (Installation own =
          Installation.start(settings, line -> command.commandLine().getErr().println(line))) {
        long seconds = (System.nanoTime() - begun) / 1_000_000_000;
        command.commandLine().getOut().println("server started in " + seconds + " s");
        return tell(
            root,
            own.address(),
            InputFile.password(own.firstPassword(), "Password of admin"),
            ServerHeap.ofDescendant());
      }
    }
  }

  private int tell(Path root, URI address, String password, ServerHeap heap) {
    StoryInputs inputs =
        new StoryInputs(
            address,
            password,
            SourceChoice.offered("BASE"),
            SourceChoice.offered("SECURITY"),
            StoryInputs.starters(root.resolve("config/blueprints"), STARTERS),
            "redis",
            BlueprintVariants.of(root.resolve("config/blueprints"), FAMILIES)
                .blueprints(further)
                .stream()
                .map(BlueprintVariants.Variant::yaml)
                .toList(),
            !noBars);
    boolean told =
        new Story(
                inputs,
                heap,
                line -> {
                  command.commandLine().getOut().println(line);
                  command.commandLine().getOut().flush();
                })
            .tell();
    return told ? Whittle.OK : Whittle.TOLD_NO;
  }
}
