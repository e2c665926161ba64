package org.whittle.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Progress;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.rules.RuleSet;
import org.whittle.source.PackageRequest;
import org.whittle.source.Transport;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.thinning.ThinRequest;
import org.whittle.thinning.Thinner;
import org.whittle.verification.RetroTestRunner;

/**
 * Times the thinning of compositions whose packages are unpacked already. Started by {@code
 * config/bench/thinning}.
 */
final class ThinningTimes {
  private static final int RUNS = 21;

  private final FileBlobStore store;
  private final FileDerivedData derived;
  private final ArchiveBaseline baseline;
  private final ImageBuilder builder;

  private ThinningTimes(Path data) throws IOException {
    store = new FileBlobStore(data);
    derived = new FileDerivedData(data);
    baseline = HostArchive.baseline(store, Transport.direct(), data.resolve("contents"));
    builder =
        new ImageBuilder(
            new Workshop(
                store,
                derived,
                PackageSource.through(Transport.direct()),
                RetroTestRunner.onThisMachine(),
                data.resolve("work"),
                2));
  }

  /** The folder of the store, the folder of the rules, then blueprint files. */
  public static void main(String[] words) throws IOException {
    ThinningTimes times = new ThinningTimes(Path.of(words[0]));
    RuleSet rules = RuleSet.load(Path.of(words[1]));
    System.out.println("  first  median  slowest  files of closure  packages  blueprint");
    for (String file : List.of(words).subList(2, words.length)) {
      times.measure(Path.of(file), rules);
    }
  }

  private void measure(Path file, RuleSet rules) throws IOException {
    Parsed parsed = (Parsed) BlueprintParser.parse(Files.readString(file));
    BuildRequest build =
        new BuildRequest(parsed.blueprint(), parsed.digest(), baseline, List.of(), rules);
    ResolutionRequest wanted = build.resolution();
    List<PackageId> closure = resolved(wanted).ids();
    List<PackageContents> contents = contents(resolved(wanted.withEssential(true)).ids());
    Predicate<PackageContents> composed = c -> closure.contains(c.id());
    List<PackageContents> composition = contents.stream().filter(composed).toList();
    ThinRequest request =
        new ThinRequest(
            parsed.blueprint(),
            Set.copyOf(parsed.blueprint().packages()),
            composition,
            contents.stream().filter(composed.negate()).toList(),
            rules);
    List<Double> millis = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      long start = System.nanoTime();
      Thinner.thin(request, store::open, derived, content -> store.put(content).digest());
      millis.add((System.nanoTime() - start) / 1e6);
    }
    double first = millis.getFirst();
    Collections.sort(millis);
    System.out.printf(
        "%7.1f %7.1f %8.1f %17d %9d  %s%n",
        first,
        millis.get(RUNS / 2),
        millis.getLast(),
        composition.stream().mapToInt(c -> c.files().size()).sum(),
        composition.size(),
        file.getFileName());
  }

  private Resolved resolved(ResolutionRequest request) {
    return (Resolved) Resolver.resolve(baseline.universe(), request);
  }

  private List<PackageContents> contents(List<PackageId> packages) {
    List<PackageRequest> archives =
        packages.stream().flatMap(id -> baseline.locate(id).stream()).toList();
    return builder.unpack(archives, Progress.NONE);
  }
}
