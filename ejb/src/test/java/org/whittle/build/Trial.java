package org.whittle.build;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.PackageRequest;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.thinning.SelectedFile;
import org.whittle.thinning.ThinTree;
import org.whittle.verification.RetroTestRunner;

/**
 * Builds blueprint files on the archive of this machine and says what came of each: for people who
 * write rules. Started by {@code config/bench/trial}.
 */
final class Trial {
  private final PrintStream out = System.out;
  private final ArchiveBaseline baseline;
  private final ImageBuilder builder;

  private Trial(Path data) throws IOException {
    FileBlobStore store = new FileBlobStore(data);
    baseline = HostArchive.baseline(store, Transport.direct(), data.resolve("contents"));
    builder =
        new ImageBuilder(
            new Workshop(
                store,
                new FileDerivedData(data),
                PackageSource.through(Transport.direct()),
                RetroTestRunner.onThisMachine(),
                data.resolve("work"),
                2));
  }

  /**
   * The folder of the store, the folder of the rules, then blueprint files; -f lists all files, -d
   * the digests of all scripts.
   */
  public static void main(String[] words) throws IOException {
    Trial trial = new Trial(Path.of(words[0]));
    List<String> flags = List.of(words).stream().filter(w -> w.startsWith("-")).toList();
    for (String file : List.of(words).subList(2, words.length)) {
      if (!flags.contains(file)) {
        trial.build(Path.of(file), RuleSet.load(Path.of(words[1])), flags);
      }
    }
  }

  private void build(Path file, RuleSet rules, List<String> flags) throws IOException {
    BlueprintResult result = BlueprintParser.parse(Files.readString(file));
    if (!(result instanceof BlueprintResult.Parsed parsed)) {
      out.println(file + ": " + result);
      return;
    }
    BuildRequest request =
        new BuildRequest(parsed.blueprint(), parsed.digest(), baseline, List.of(), rules);
    switch (builder.build(request, Progress.NONE)) {
      case BuildOutcome.Failed failed -> out.println(file + ": " + failed);
      case Built built -> {
        say(built, flags.contains("-f"));
        if (flags.contains("-d")) {
          digests(built);
        }
      }
    }
  }

  private void say(Built built, boolean files) {
    out.printf(
        "%s%n  %.1f MB of %.1f MB, %d packages, %s%n",
        built.verified() ? "VERIFIED" : "NOT VERIFIED",
        built.composition().thin().bytes() / 1e6,
        built.composition().closure().bytes() / 1e6,
        built.composition().lines().size(),
        built.durations());
    built
        .tests()
        .outcomes()
        .forEach(
            o ->
                out.println(
                    "  "
                        + o.verdict()
                        + " "
                        + o.name()
                        + ": "
                        + o.detail()
                        + (o.verdict() == org.whittle.verification.TestOutcome.Verdict.PASSED
                            ? ""
                            : "\n" + o.log().indent(6))));
    out.println("  misses: " + built.misses().verdict() + " " + built.misses().reason());
    built.misses().misses().forEach(m -> out.println("    " + m));
    if (!built.misses().notKnown().isEmpty()) {
      out.println("    " + built.misses().notKnown());
    }
    built.faults().forEach(f -> out.println("  " + f));
    ThinTree tree = built.tree();
    out.println("  unknown effects: " + tree.unknownEffects().size());
    tree.unknownEffects()
        .forEach(
            e ->
                out.println(
                    "    " + e.id().name() + " " + e.script() + ":" + e.line() + " " + e.text()));
    Map<String, Long> sizes = new TreeMap<>();
    tree.selections().forEach(s -> sizes.put(s.id().name().value(), s.size()));
    out.println("  by size:");
    sizes.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(12)
        .forEach(e -> out.printf("    %8.2f MB %s%n", e.getValue() / 1e6, e.getKey()));
    if (files) {
      tree.files()
          .filter(f -> f.file().kind() != FileKind.DIRECTORY)
          .sorted((a, b) -> a.file().path().compareTo(b.file().path()))
          .forEach(this::line);
    }
  }

  private void digests(Built built) {
    List<PackageRequest> archives =
        built.composition().lines().stream()
            .flatMap(line -> baseline.locate(line.id()).stream())
            .toList();
    for (PackageContents contents : builder.unpack(archives, Progress.NONE)) {
      for (String script : List.of("preinst", "postinst")) {
        String text = contents.controlFiles().get(script);
        if (text != null) {
          String digest = Digest.of(text).hex().substring(0, 16);
          out.println("  digest " + contents.id().name() + " " + script + " " + digest);
        }
      }
    }
  }

  private void line(SelectedFile f) {
    out.printf(
        "  %9d %s  %s %s%s%n",
        f.file().size(),
        f.file().path(),
        f.reason().kind(),
        f.reason().detail(),
        f.reason().because().map(b -> " of " + b).orElse(""));
  }
}
