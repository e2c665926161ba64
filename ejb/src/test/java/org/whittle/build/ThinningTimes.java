package org.whittle.build;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.rules.RuleSet;
import org.whittle.source.PackageRequest;
import org.whittle.source.Transport;
import org.whittle.store.DerivedData;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.thinning.ThinRequest;
import org.whittle.thinning.ThinTree;
import org.whittle.thinning.Thinner;
import org.whittle.verification.RetroTestRunner;

/**
 * Times the thinning of compositions whose packages are unpacked in the store, from the kept
 * listings to the tree, beside its bars; and what it takes if nothing is kept of the files'
 * contents. Started by {@code config/bench/thinning}.
 */
final class ThinningTimes {
  private static final int COLD_RUNS = 3;
  private static final double LARGEST = 500;
  private static final Map<String, Double> BARS = Map.of("nginx", 50.0);

  private final int runs;
  private final RuleSet rules;
  private final FileBlobStore store;
  private final FileDerivedData derived;
  private final ArchiveBaseline baseline;
  private final ImageBuilder builder;

  private ThinningTimes(int runs, Path data, RuleSet rules) throws IOException {
    this.runs = runs;
    this.rules = rules;
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

  /** An image's packages as their archives, those that every system has beside it behind. */
  private record Work(Parsed parsed, List<Digest> composition, List<Digest> reserve) {
    String name() {
      return parsed.blueprint().name();
    }
  }

  /** How often, the folder of the store, the folder of the rules, then blueprint files. */
  public static void main(String[] words) throws IOException {
    ThinningTimes times =
        new ThinningTimes(
            Integer.parseInt(words[0]), Path.of(words[1]), RuleSet.load(Path.of(words[2])));
    List<Work> all = new ArrayList<>();
    for (String file : List.of(words).subList(3, words.length)) {
      all.add(times.prepared(Path.of(file)));
    }
    // Once each, so that everything that can be kept is, and the machine's code is warm.
    all.forEach(work -> times.thin(work, times.derived));
    System.out.println(
        "| image | packages | files of the closure | kept | bar | median | p95 | of the bar |"
            + " contents read anew | ratio |");
    System.out.println("|---|---|---|---|---|---|---|---|---|---|");
    boolean met = true;
    for (Work work : all) {
      met &= times.measure(work);
    }
    System.out.println(met ? "\nEvery bar is met." : "\nA bar is missed.");
    System.exit(met ? 0 : 1);
  }

  private Work prepared(Path file) throws IOException {
    Parsed parsed = (Parsed) BlueprintParser.parse(Files.readString(file));
    BuildRequest build =
        new BuildRequest(parsed.blueprint(), parsed.digest(), baseline, List.of(), rules);
    ResolutionRequest wanted = build.resolution();
    Set<PackageId> closure = Set.copyOf(resolved(wanted).ids());
    List<PackageRequest> archives =
        resolved(wanted.withEssential(true)).ids().stream()
            .flatMap(id -> baseline.locate(id).stream())
            .toList();
    builder.unpack(archives, Progress.NONE);
    Predicate<PackageRequest> composed = archive -> closure.contains(archive.id());
    return new Work(
        parsed,
        archives.stream().filter(composed).map(PackageRequest::sha256).toList(),
        archives.stream().filter(composed.negate()).map(PackageRequest::sha256).toList());
  }

  private Resolved resolved(ResolutionRequest request) {
    return (Resolved) Resolver.resolve(baseline.universe(), request);
  }

  private boolean measure(Work work) {
    List<Double> kept = sorted(runs, () -> thin(work, derived));
    List<Double> anew = sorted(COLD_RUNS, () -> thin(work, new Forgetful()));
    double median = kept.get(kept.size() / 2);
    double bar = BARS.getOrDefault(work.name(), LARGEST);
    List<PackageContents> composition = contents(work.composition());
    System.out.printf(
        "| `%s` | %d | %,d | %,d | %.0f ms | %.1f ms | %.1f ms | 1/%.1f | %.0f ms | %.1f |%n",
        work.name(),
        composition.size(),
        composition.stream().mapToInt(c -> c.files().size()).sum(),
        thin(work, derived).files().count(),
        bar,
        median,
        kept.get((int) Math.ceil(kept.size() * 0.95) - 1),
        bar / median,
        anew.get(anew.size() / 2),
        anew.get(anew.size() / 2) / median);
    return median <= bar;
  }

  private static List<Double> sorted(int runs, Runnable work) {
    List<Double> millis = new ArrayList<>();
    for (int run = 0; run < runs; run++) {
      long start = System.nanoTime();
      work.run();
      millis.add((System.nanoTime() - start) / 1e6);
    }
    Collections.sort(millis);
    return millis;
  }

  private ThinTree thin(Work work, DerivedData known) {
    ThinRequest request =
        new ThinRequest(
            work.parsed().blueprint(),
            Set.copyOf(work.parsed().blueprint().packages()),
            contents(work.composition()),
            contents(work.reserve()),
            rules);
    return Thinner.thin(request, store::open, known, content -> store.put(content).digest());
  }

  private List<PackageContents> contents(List<Digest> archives) {
    return archives.stream()
        .map(archive -> UnpackedContents.find(derived, archive).orElseThrow())
        .toList();
  }

  /** Knows nothing from before: each content is read and looked through anew. */
  private static final class Forgetful implements DerivedData {
    private final Map<String, byte[]> kept = new HashMap<>();

    @Override
    public Optional<byte[]> find(String kind, Digest of) {
      return Optional.ofNullable(kept.get(kind + of));
    }

    @Override
    public void keep(String kind, Digest of, byte[] data) {
      kept.put(kind + of, data);
    }
  }
}
