package org.whittle.build.local;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;
import org.whittle.build.ArchiveBaseline;
import org.whittle.build.Baseline;
import org.whittle.build.BuildRequest;
import org.whittle.build.ImageBuilder;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.resolver.PackageUniverse;
import org.whittle.source.PackageRequest;

/**
 * The exact packages of an image, to build the same bits again after the archives have moved on.
 *
 * @param image the blueprint's name
 * @param blueprint digest of the blueprint that it was written for
 * @param architecture the machine that runs the image
 * @param rules digest of the rules that it was written with
 * @param baseline digest of what was offered then
 * @param date what the artifacts are dated with
 * @param packages by id
 */
public record Lock(
    String image,
    Digest blueprint,
    Architecture architecture,
    Digest rules,
    Digest baseline,
    Instant date,
    List<Entry> packages) {

  /** A package as its index had it, and the archive that had it. */
  public record Entry(IndexRecord record, URI archive) {}

  /** Sorts the packages. */
  public Lock {
    packages =
        packages.stream().sorted(Comparator.comparing((Entry e) -> e.record().id())).toList();
  }

  /** The lock of a request that was built; the baseline knows the records of all its packages. */
  static Lock of(BuildRequest request, Records records) {
    List<PackageId> ids = ImageBuilder.drawsFrom(request);
    Map<PackageId, IndexRecord> known = records.of(ids);
    return new Lock(
        request.blueprint().name(),
        request.blueprintDigest(),
        request.blueprint().architecture(),
        request.rules().digest(),
        request.baseline().digest(),
        request.baseline().date(),
        ids.stream().map(id -> entry(id, request.baseline(), known)).toList());
  }

  /** Finds what indices say of packages. */
  @FunctionalInterface
  interface Records {
    /** The records; without packages that are not of here. */
    Map<PackageId, IndexRecord> of(List<PackageId> ids);
  }

  private static Entry entry(PackageId id, Baseline baseline, Map<PackageId, IndexRecord> records) {
    URI archive = baseline.locate(id).map(PackageRequest::base).orElseThrow();
    return new Entry(Objects.requireNonNull(records.get(id)), archive);
  }

  /** What it offers: its packages and nothing else, under the name of what was offered then. */
  Locked offer() {
    Map<URI, List<IndexRecord>> byArchive =
        packages.stream()
            .collect(
                Collectors.groupingBy(
                    Entry::archive,
                    LinkedHashMap::new,
                    Collectors.mapping(Entry::record, Collectors.toList())));
    ArchiveBaseline offered =
        ArchiveBaseline.of(
            architecture,
            byArchive.entrySet().stream()
                .map(
                    e ->
                        ArchiveBaseline.Offer.of(
                            e.getKey(), Digest.of(e.getKey().toString()), date, e.getValue()))
                .toList());
    return new Locked(offered, baseline, date);
  }

  /**
   * A baseline of a lock: the same as the one that the lock was written from, as far as it goes.
   */
  record Locked(ArchiveBaseline offered, Digest digest, Instant date) implements Baseline {
    @Override
    public PackageUniverse universe() {
      return offered.universe();
    }

    @Override
    public Optional<PackageRequest> locate(PackageId id) {
      return offered.locate(id);
    }
  }
}
