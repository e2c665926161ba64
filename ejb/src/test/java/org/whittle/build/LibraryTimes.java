package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.blueprint.BlueprintVariants;
import org.whittle.build.ArchiveBaseline.Offer;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.local.ArchiveSources;
import org.whittle.build.local.FreshBaseline;
import org.whittle.composition.Compression;
import org.whittle.composition.rootfs.RootFsTar;
import org.whittle.format.deb.DebVersion;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.rules.RuleSet;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.Transport;
import org.whittle.store.DerivedData;
import org.whittle.store.DerivedInMemory;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.verification.RetroTestRunner;

/**
 * Measures composing on the archive of this machine, in one process: a library, a patch that
 * touches it, one image after a patch. Started by {@code config/bench/composition}.
 */
final class LibraryTimes {
  private static final String PATCHED = "openssl";
  private static final int RUNS = 21;

  private final Compression compression =
      Compression.parse(System.getenv().getOrDefault("WHITTLE_COMPRESSION", "gzip"));
  private final Path data;
  private final Path starters;
  private final FileBlobStore store;
  private final Growth growth;
  private final DerivedData derived;
  private final RetroTestRunner tests = RetroTestRunner.onThisMachine();
  private final Map<Integer, Workshop> shops = new ConcurrentHashMap<>();
  private final RuleSet rules;
  private final List<Offer> offers;

  private LibraryTimes(Path data, Path config, boolean records) throws IOException {
    this.data = data;
    this.starters = config.resolve("blueprints");
    this.rules = RuleSet.load(config.resolve("rules"));
    this.store = new FileBlobStore(data);
    this.growth = new Growth(data, store);
    this.derived =
        new DerivedInMemory(new FileDerivedData(data), Set.of(UnpackedContents.KIND), 24L << 20);
    this.offers = records ? HostArchive.offers(store, Transport.direct()) : List.of();
  }

  /** A folder for the store, the folder with rules and starters, what to measure, how many. */
  public static void main(String[] words) throws IOException {
    LibraryTimes times =
        new LibraryTimes(Path.of(words[0]), Path.of(words[1]), !words[2].equals("memory"));
    switch (words[2]) {
      case "library" -> times.library(Integer.parseInt(words[3]));
      case "patch" -> times.patch(Integer.parseInt(words[3]));
      case "one" -> times.one(words[3]);
      case "memory" -> times.memory(words[3]);
      default -> throw new IllegalArgumentException(words[2]);
    }
    System.exit(0);
  }

  /** One for each number of threads, as a server has one. */
  private Workshop shop(int threads) {
    return shops.computeIfAbsent(
        threads,
        some ->
            new Workshop(
                store,
                derived,
                PackageSource.through(Transport.direct()),
                tests,
                data.resolve("work"),
                some));
  }

  private ArchiveBaseline patched() {
    return ArchiveBaseline.of(Architecture.AMD64, offers);
  }

  /** The archive before its newest version of the patched source package. */
  private ArchiveBaseline unpatched() {
    String newest =
        records()
            .filter(r -> r.source().value().equals(PATCHED))
            .map(r -> r.sourceVersion().value())
            .max(Comparator.comparing(DebVersion::parse))
            .orElseThrow();
    return ArchiveBaseline.of(
        Architecture.AMD64,
        offers.stream()
            .map(
                offer ->
                    new Offer(
                        offer.place(),
                        offer.records().stream()
                            .filter(
                                r ->
                                    !r.source().value().equals(PATCHED)
                                        || !r.sourceVersion().value().equals(newest))
                            .toList()))
            .toList());
  }

  private Stream<IndexRecord> records() {
    return offers.stream().flatMap(offer -> offer.records().stream());
  }

  private Built build(Parsed parsed, Baseline baseline, int threads) {
    BuildRequest request =
        new BuildRequest(
            parsed.blueprint(), parsed.digest(), baseline, List.of(), rules, compression);
    BuildOutcome outcome = new ImageBuilder(shop(threads)).build(request, false, Progress.NONE);
    if (outcome instanceof Built built) {
      return built;
    }
    throw new IllegalStateException(parsed.blueprint().name() + ": " + outcome);
  }

  private static Parsed parsed(String yaml) {
    return (Parsed) BlueprintParser.parse(yaml);
  }

  private List<Parsed> variants(int families, int count) {
    return BlueprintVariants.of(starters, families).blueprints(count).stream()
        .map(variant -> parsed(variant.yaml()))
        .toList();
  }

  /** What a library takes, and what it would take with other groupings of layers. */
  private void library(int count) throws IOException {
    ArchiveBaseline baseline = patched();
    Sharing sharing = new Sharing();
    Set<Digest> kept = new HashSet<>();
    long bytes = 0;
    long alone = 0;
    long sampled = 0;
    long sampledLayers = 0;
    int number = 0;
    for (Parsed parsed : variants(50, count)) {
      Built built = build(parsed, baseline, 2);
      sharing.add(built.tree());
      Set<Digest> own = digests(built);
      for (Digest digest : own) {
        bytes += kept.add(digest) ? growth.onDisk(digest) : 0;
      }
      long layers = built.oci().orElseThrow().size();
      alone += layers;
      if (number++ % 40 == 0) {
        sampledLayers += layers;
        sampled += compressed(built, baseline.date());
      }
    }
    System.out.printf(
        "%d images: as single compressed archives %.1f MB, in the store %.1f MB with manifests and"
            + " documents, 1/%.1f%n",
        count,
        alone / 1e6 * sampled / sampledLayers,
        bytes / 1e6,
        (double) alone * sampled / sampledLayers / bytes);
    System.out.printf(
        "single archives: %d were compressed, %.3f of the sum of their layers; the others follow"
            + " from their layers%n",
        (number + 39) / 40, (double) sampled / sampledLayers);
    sharing.print(System.out);
  }

  private Set<Digest> digests(Built built) {
    Set<Digest> digests = new HashSet<>();
    built
        .oci()
        .ifPresent(
            oci -> {
              digests.add(oci.manifest());
              digests.add(oci.config());
              oci.layers().forEach(layer -> digests.add(layer.digest()));
            });
    for (Documents.Document document : built.documents().all()) {
      digests.add(document.digest());
      document.manifest().ifPresent(digests::add);
    }
    return digests;
  }

  private long compressed(Built built, Instant date) throws IOException {
    try (InputStream tar = RootFsTar.open(built.tree(), store, date);
        InputStream gzip = Compression.GZIP.compressed(tar)) {
      return gzip.transferTo(java.io.OutputStream.nullOutputStream());
    }
  }

  /**
   * Rebuilds a library of 20 families after a patch, two images at a time, in a store that has
   * unpacked the patched packages, as counting what the patch touches does.
   */
  private void patch(int count) throws IOException {
    List<Parsed> variants = variants(20, count);
    ArchiveBaseline before = unpatched();
    ArchiveBaseline after = patched();
    List<Built> old = all(variants, before);
    growth.forget(old, all(variants, after));
    long size = growth.onDisk();
    long start = System.nanoTime();
    List<Built> fresh = all(variants, after);
    double seconds = (System.nanoTime() - start) / 1e9;
    long grown = growth.onDisk() - size;
    long faulty =
        fresh.stream().filter(b -> b.faults().stream().anyMatch(f -> f.kind().breaking())).count();
    long changed = 0;
    for (int i = 0; i < count; i++) {
      changed += old.get(i).oci().equals(fresh.get(i).oci()) ? 0 : 1;
    }
    System.out.printf(
        "  %.1f MB a tree%n", fresh.stream().mapToLong(b -> b.tree().size()).sum() / 1e6 / count);
    System.out.printf(
        "%d images of 20 families after a patch of %s: %.1f s, %d changed, %d with broken"
            + " structure; grown by %.2f MB, which is 10 MB and %.1f KB an image%n",
        count,
        PATCHED,
        seconds,
        changed,
        faulty,
        grown / 1e6,
        Math.max(0, (grown - 10e6) / 1e3 / count));
    for (Stage stage : Stage.values()) {
      System.out.printf(
          "  %-9s %6.1f ms an image%n",
          stage.word(),
          fresh.stream()
                  .mapToLong(b -> b.durations().getOrDefault(stage, Duration.ZERO).toNanos())
                  .sum()
              / 1e6
              / count);
    }
    growth.print(old, fresh);
  }

  private List<Built> all(List<Parsed> variants, Baseline baseline) {
    List<Built> built = new ArrayList<>();
    try (ExecutorService pool = Executors.newFixedThreadPool(2)) {
      List<Future<Built>> running = new ArrayList<>();
      for (Parsed parsed : variants) {
        running.add(pool.submit(() -> build(parsed, baseline, 1)));
      }
      for (Future<Built> one : running) {
        built.add(one.get());
      }
    } catch (InterruptedException | ExecutionException e) {
      throw new IllegalStateException(e);
    }
    return built;
  }

  /** One image after a patch whose packages are unpacked: as often as it takes to be warm. */
  private void one(String starter) throws IOException {
    Parsed parsed = parsed(Files.readString(starters.resolve(starter + ".yaml")));
    ArchiveBaseline after = patched();
    Set<Digest> kept = digests(build(parsed, unpatched(), 2));
    List<Double> millis = new ArrayList<>();
    for (int run = 0; run < RUNS; run++) {
      digests(build(parsed, after, 2)).stream()
          .filter(digest -> !kept.contains(digest))
          .forEach(digest -> store.delete(digest, Instant.MAX));
      long start = System.nanoTime();
      Built built = build(parsed, after, 2);
      millis.add((System.nanoTime() - start) / 1e6);
      if (run == RUNS - 1) {
        built.durations().forEach((s, d) -> System.out.println("  " + s + " " + d.toMillis()));
        System.out.printf("  of %.1f ms%n", millis.getLast());
      }
    }
    double first = millis.getFirst();
    Collections.sort(millis);
    System.out.printf(
        "%s after a patch of %s, packages unpacked, layers by %s: first %.1f ms, median %.1f ms,"
            + " slowest %.1f ms%n",
        starter, PATCHED, compression.word(), first, millis.get(RUNS / 2), millis.getLast());
  }

  /** Builds a starter from what the command line draws from; says what the heap held at most. */
  private void memory(String starter) throws IOException {
    Transport transport = Transport.direct();
    Clock clock = Clock.systemUTC();
    ArchiveBaseline baseline =
        FreshBaseline.of(
            ArchiveSources.ofHost(Path.of("/etc/apt"), Architecture.AMD64),
            Architecture.AMD64,
            transport,
            store,
            new ContentsLibrary(transport, store, data.resolve("contents"), clock),
            clock,
            Progress.NONE);
    Built built = build(parsed(Files.readString(starters.resolve(starter + ".yaml"))), baseline, 2);
    System.out.printf(
        "%s: %.1f MB of %.1f MB composed within a heap of %d MiB%n",
        starter,
        built.composition().thin().bytes() / 1e6,
        built.composition().closure().bytes() / 1e6,
        Runtime.getRuntime().maxMemory() >> 20);
  }
}
