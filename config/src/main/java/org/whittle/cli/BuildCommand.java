package org.whittle.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildRequest;
import org.whittle.build.Workshop;
import org.whittle.build.local.ArtifactFormat;
import org.whittle.build.local.LocalBuild;
import org.whittle.build.local.Supply;
import org.whittle.composition.Compression;
import org.whittle.composition.LayerWriter;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
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

/** Builds an image on this machine. */
@Command(
    name = "build",
    description = {
      "Build an image from a blueprint on this machine, without a server.",
      "Packages come from what the host's apt is configured with, unless --source names others."
    },
    footer = {
      "",
      "With --lock, the packages of the lock are used if the file is there; else it is written.",
      "Ctrl-C cancels; nothing is left behind then."
    })
final class BuildCommand implements Callable<Integer> {
  private static final int CANCELLED = 130;

  @Mixin private LocalStore store = new LocalStore();

  @Spec private CommandSpec command = CommandSpec.create();

  @Parameters(paramLabel = "BLUEPRINT", description = "The blueprint; - reads standard input.")
  private Path blueprint = Path.of("-");

  @Option(
      names = "--source",
      paramLabel = "FILE",
      description = "Sources to draw from (sources.list(5), deb822 format).")
  private @Nullable Path source;

  @Option(
      names = "--snapshot",
      paramLabel = "FILE",
      description = {
        "A package index (.xz, .gz, .zst, .lz4 or plain) in place of what the sources offer now;",
        "may be repeated. Images are dated with SOURCE_DATE_EPOCH."
      })
  private List<Path> snapshots = List.of();

  @Option(
      names = "--rules",
      paramLabel = "DIR",
      description = {
        "Rules (default: those shipped). May be repeated: the first is the base,",
        "each later one an overlay that wins over those before."
      })
  private List<Path> rules = List.of();

  @Option(
      names = "--format",
      paramLabel = "FORMAT",
      split = ",",
      description = {
        "What to write: oci, oci-archive, tar, squashfs, raw, qcow2, vmdk, direct",
        "(default: the blueprint's)."
      })
  private List<String> formats = List.of();

  @Option(
      names = "--compression",
      paramLabel = "KIND",
      description = "Of the layers of an OCI image: gzip (default) or zstd.")
  private String compression = "gzip";

  @Option(
      names = "--output",
      paramLabel = "DIR",
      required = true,
      description = "Where artifacts are written.")
  private Path output = Path.of(".");

  @Option(
      names = "--verify",
      description = "Run the blueprint's tests; write nothing if one does not pass.")
  private boolean verify;

  @Option(names = "--lock", paramLabel = "FILE", description = "Obey this lock, or write it.")
  private @Nullable Path lock;

  @Option(names = "--json", description = "Report in JSON, as when the output is no terminal.")
  private boolean json;

  @Option(
      names = {"-h", "--help"},
      usageHelp = true,
      description = "Show this help.")
  @SuppressWarnings("UnusedVariable") // The parser sets it, and prints the help itself.
  private boolean help;

  @Override
  public Integer call() {
    BuildReport report =
        BuildReport.to(command.commandLine().getOut(), json || !Terminal.isOutput());
    try (Cancellation cancellation = Cancellation.ofThisThread()) {
      try {
        return build(report);
      } catch (Failure e) {
        if (!cancellation.cancelled()) {
          throw e;
        }
        command.commandLine().getErr().println("whittle: cancelled; nothing was written");
        return CANCELLED;
      }
    }
  }

  private int build(BuildReport report) {
    return switch (BlueprintParser.parse(InputFile.text(blueprint))) {
      case BlueprintResult.Invalid invalid -> {
        report.problems(blueprint, invalid.problems());
        yield Whittle.TOLD_NO;
      }
      case Parsed parsed -> build(parsed, report);
    };
  }

  private int build(Parsed parsed, BuildReport report) {
    List<ArtifactFormat> wanted =
        ArtifactFormat.parse(formats.isEmpty() ? parsed.blueprint().formats() : formats);
    Compression layers = Compression.parse(compression);
    Path apt = Path.of("/etc/apt");
    Transport transport = Transport.through(AptConfiguration.proxyOf(apt));
    Supply supply =
        Supply.gather(
            new Supply.Named(
                apt, Optional.ofNullable(source), snapshots, date(), Optional.ofNullable(lock)),
            parsed.blueprint().architecture(),
            transport,
            store.blobs(),
            store.contents(transport),
            Clock.systemUTC(),
            report);
    Workshop shop = store.workshop(supply);
    BuildRequest request =
        new BuildRequest(
            parsed.blueprint(), parsed.digest(), supply.baseline(), List.of(), rules(), layers);
    supply.notes(request).forEach(report::note);
    String name = parsed.blueprint().name();
    LocalBuild.Order order = new LocalBuild.Order(request, wanted, verify, output, supply.lock());
    return switch (new LocalBuild(shop).build(order, report)) {
      case LocalBuild.Result.Broken broken -> {
        refuseIfInterrupted(broken.failed().message());
        report.failed(supply.worded(broken.failed()));
        yield Whittle.TOLD_NO;
      }
      case LocalBuild.Result.NotVerified failed -> {
        report.built(name, failed.built(), List.of());
        yield Whittle.TOLD_NO;
      }
      case LocalBuild.Result.Written written -> {
        report.built(name, written.built(), artifacts(written.built(), written.artifacts()));
        yield Whittle.OK;
      }
    };
  }

  private static void refuseIfInterrupted(String message) {
    if (Thread.currentThread().isInterrupted()) {
      throw new Unavailable(message);
    }
  }

  private RuleSet rules() {
    return RuleFolders.read(
        rules.isEmpty()
            ? List.of(Path.of(System.getProperty("whittle.root", ".")).resolve("config/rules"))
            : rules);
  }

  /** As reproducible builds say it; without it the date of the files of all images. */
  private static Instant date() {
    String seconds = System.getenv().getOrDefault("SOURCE_DATE_EPOCH", "");
    try {
      return seconds.isEmpty() ? LayerWriter.MTIME : Instant.ofEpochSecond(Long.parseLong(seconds));
    } catch (NumberFormatException e) {
      throw new InvalidInput(
          "cannot use SOURCE_DATE_EPOCH \"" + seconds + "\": a number of seconds is expected", e);
    }
  }

  private static List<BuildReport.Artifact> artifacts(Built built, List<Path> paths) {
    List<BuildReport.Artifact> artifacts = new ArrayList<>();
    for (Path path : paths) {
      if (Files.isDirectory(path)) {
        built
            .oci()
            .ifPresent(
                oci ->
                    artifacts.add(
                        new BuildReport.Artifact(path, oci.size(), oci.manifest().toString())));
      } else {
        artifacts.add(file(path));
      }
    }
    return artifacts;
  }

  private static BuildReport.Artifact file(Path path) {
    try (InputStream content = Files.newInputStream(path)) {
      Digest digest = Digest.of(content);
      return new BuildReport.Artifact(path, Files.size(path), digest.toString());
    } catch (IOException e) {
      throw new Unavailable("cannot read " + path + ": " + e.getMessage(), e);
    }
  }
}
