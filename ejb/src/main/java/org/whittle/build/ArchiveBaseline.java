package org.whittle.build;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.PackageUniverse;
import org.whittle.source.PackageRequest;
import org.whittle.universe.DebianUniverse;
import org.whittle.universe.UniverseBuilder;

/** A baseline of the indices of one or more Debian archives, held in memory. */
public final class ArchiveBaseline implements Baseline {
  private final DebianUniverse universe;
  private final Map<Digest, URI> bases;
  private final Digest digest;
  private final Instant date;

  /**
   * An index and where its packages are.
   *
   * @param base the archive's address
   * @param index digest of the index's text
   * @param released the release's date
   * @param pin preference among indices, as apt's pins; a negative one hides the index
   */
  public record Offer(
      URI base, Digest index, Instant released, int pin, List<IndexRecord> records) {
    /** Copies the records. */
    public Offer {
      records = List.copyOf(records);
    }

    /** Under apt's default pin. */
    public static Offer of(URI base, Digest index, Instant released, List<IndexRecord> records) {
      return new Offer(base, index, released, UniverseBuilder.DEFAULT_PIN, records);
    }
  }

  private ArchiveBaseline(
      DebianUniverse universe, Map<Digest, URI> bases, Digest digest, Instant date) {
    this.universe = universe;
    this.bases = bases;
    this.digest = digest;
    this.date = date;
  }

  /**
   * Joins indices; their order does not matter.
   *
   * @throws InvalidInput if there is none
   */
  public static ArchiveBaseline of(Architecture architecture, List<Offer> offers) {
    Instant date =
        offers.stream()
            .map(Offer::released)
            .max(Comparator.naturalOrder())
            .orElseThrow(() -> new InvalidInput("cannot make a baseline: it has no index"));
    UniverseBuilder builder = DebianUniverse.builder(architecture);
    Map<Digest, URI> bases = new HashMap<>();
    List<Offer> sorted =
        offers.stream()
            .sorted(Comparator.comparing(Offer::index).thenComparing(o -> o.base().toString()))
            .toList();
    StringBuilder text = new StringBuilder("baseline-1 " + architecture + "\n");
    for (Offer offer : sorted) {
      builder.add(offer.records(), offer.pin());
      offer.records().forEach(record -> bases.putIfAbsent(record.sha256(), offer.base()));
      text.append(offer.index()).append(' ').append(offer.pin()).append('\n');
    }
    return new ArchiveBaseline(builder.build(), bases, Digest.of(text.toString()), date);
  }

  @Override
  public PackageUniverse universe() {
    return universe;
  }

  /** What its index says of a package; empty if the package is not of here. */
  public Optional<IndexRecord> record(PackageId id) {
    return universe.record(id);
  }

  @Override
  public Optional<PackageRequest> locate(PackageId id) {
    return universe
        .record(id)
        .flatMap(
            record ->
                Optional.ofNullable(bases.get(record.sha256()))
                    .map(
                        base ->
                            new PackageRequest(
                                base, record.filename(), record.sha256(), record.size(), id)));
  }

  @Override
  public Digest digest() {
    return digest;
  }

  @Override
  public Instant date() {
    return date;
  }
}
