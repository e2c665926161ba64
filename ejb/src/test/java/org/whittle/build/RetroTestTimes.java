package org.whittle.build;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.blueprint.BlueprintVariants;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.composition.Compression;
import org.whittle.composition.rootfs.RootFsDirectory;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.verification.RetroTestRunner;

/**
 * Measures what the retro-tests of a library's families take, on the archive of this machine.
 * Started by {@code config/bench/composition}.
 */
final class RetroTestTimes {
  private RetroTestTimes() {}

  /** A folder for the store, the folder with rules and starters, how many families. */
  public static void main(String[] words) throws IOException {
    Path data = Path.of(words[0]);
    Path config = Path.of(words[1]);
    int families = Integer.parseInt(words[2]);
    FileBlobStore store = new FileBlobStore(data);
    RetroTestRunner tests = RetroTestRunner.onThisMachine();
    Workshop shop =
        new Workshop(
            store,
            new FileDerivedData(data),
            PackageSource.through(Transport.direct()),
            tests,
            data.resolve("work"),
            2);
    ArchiveBaseline baseline =
        ArchiveBaseline.of(Architecture.AMD64, HostArchive.offers(store, Transport.direct()));
    RuleSet rules = RuleSet.load(config.resolve("rules"));
    double observed = 0;
    double alone = 0;
    for (BlueprintVariants.Variant variant :
        BlueprintVariants.of(config.resolve("blueprints"), families).blueprints(families)) {
      Parsed parsed = (Parsed) BlueprintParser.parse(variant.yaml());
      BuildRequest request =
          new BuildRequest(
              parsed.blueprint(), parsed.digest(), baseline, List.of(), rules, Compression.GZIP);
      Built built = (Built) new ImageBuilder(shop).build(request, true, Progress.NONE);
      double watched = built.durations().getOrDefault(Stage.VERIFY, Duration.ZERO).toMillis() / 1e3;
      double plain = plain(shop, parsed, built);
      System.out.printf(
          "%-20s %6.2f s, not observed %6.2f s: %s%n",
          variant.family(), watched, plain, built.tests().verdict());
      observed += watched;
      alone += plain;
    }
    System.out.printf(
        "mean of %d families: %.2f s, not observed %.2f s%n",
        families, observed / families, alone / families);
    System.exit(0);
  }

  private static double plain(Workshop shop, Parsed parsed, Built built) {
    try (ScratchDirectory root = ScratchDirectory.in(shop.workspace(), "image-")) {
      RootFsDirectory.extract(built.tree(), shop.store(), root.path());
      long start = System.nanoTime();
      shop.tests().run(parsed.blueprint(), built.tree(), root.path());
      return (System.nanoTime() - start) / 1e9;
    }
  }
}
