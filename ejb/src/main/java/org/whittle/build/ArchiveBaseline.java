package org.whittle.build;

import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.PackageUniverse;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.ContentsPlace;
import org.whittle.source.PackageRequest;
import org.whittle.universe.DebianUniverse;
import org.whittle.universe.UniverseBuilder;
import org.whittle.verification.ArchiveOwners;

/** A baseline of the indices of one or more Debian archives, with where their packages are. */
public final class ArchiveBaseline implements Baseline {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::index).thenComparing(place -> place.base().toString());

  private final DebianUniverse universe;
  private final List<Place> places;
  private final List<Offer> offers;
  private final Digest digest;
  private final Instant date;
  private final ArchiveOwners owners;

  /**
   * Where the packages of an index are.
   *
   * @param base the archive's address
   * @param index digest of the index's text
   * @param released the release's date
   * @param pin preference among indices, as apt's pins; a negative one hides the index
   */
  public record Place(URI base, Digest index, Instant released, int pin) {
    /** Under apt's default pin. */
    public static Place of(URI base, Digest index, Instant released) {
      return new Place(base, index, released, UniverseBuilder.DEFAULT_PIN);
    }
  }

  /**
   * An index and where its packages are.
   *
   * @param place where its packages are
   * @param records what it lists
   */
  public record Offer(Place place, List<IndexRecord> records) {
    /** Copies the records. */
    public Offer {
      records = List.copyOf(records);
    }

    /** Under apt's default pin. */
    public static Offer of(URI base, Digest index, Instant released, List<IndexRecord> records) {
      return new Offer(Place.of(base, index, released), records);
    }
  }

  private ArchiveBaseline(
      Architecture architecture, DebianUniverse universe, List<Place> places, List<Offer> offers) {
    this.owners = Baseline.super.owners();
    this.universe = universe;
    this.places = List.copyOf(places);
    this.offers = List.copyOf(offers);
    this.date =
        places.stream()
            .map(Place::released)
            .max(Comparator.naturalOrder())
            .orElseThrow(() -> new InvalidInput("cannot make a baseline: it has no index"));
    StringBuilder text = new StringBuilder("baseline-1 " + architecture + "\n");
    for (Place place : places.stream().sorted(ORDER).toList()) {
      text.append(place.index()).append(' ').append(place.pin()).append('\n');
    }
    this.digest = Digest.of(text.toString());
  }

  /**
   * Joins indices; their order does not matter.
   *
   * @throws InvalidInput if there is none
   */
  public static ArchiveBaseline of(Architecture architecture, List<Offer> offers) {
    UniverseBuilder builder = DebianUniverse.builder(architecture);
    List<Offer> sorted = offers.stream().sorted(Comparator.comparing(Offer::place, ORDER)).toList();
    sorted.forEach(offer -> builder.add(offer.records(), offer.place().pin()));
    List<Place> places = sorted.stream().map(Offer::place).toList();
    return new ArchiveBaseline(architecture, builder.build(), places, sorted);
  }

  /**
   * The baseline of a universe.
   *
   * @param places of the indices that the universe was made of, in their order
   * @throws InvalidInput if there is none
   */
  public static ArchiveBaseline of(
      Architecture architecture, List<Place> places, DebianUniverse universe) {
    return new ArchiveBaseline(architecture, universe, places, List.of());
  }

  private ArchiveBaseline(ArchiveBaseline other, ArchiveOwners owners) {
    this.universe = other.universe;
    this.places = other.places;
    this.offers = other.offers;
    this.digest = other.digest;
    this.date = other.date;
    this.owners = owners;
  }

  /** The same, with the indices of contents of its releases. */
  public ArchiveBaseline with(ContentsLibrary library, Collection<ContentsPlace> releases) {
    List<ContentsPlace> all = List.copyOf(releases);
    return new ArchiveBaseline(
        this,
        paths -> {
          ContentsLibrary.Answer answer = library.owners(all, paths);
          return new ArchiveOwners.Answer(answer.owners(), answer.whyNot());
        });
  }

  @Override
  public ArchiveOwners owners() {
    return owners;
  }

  @Override
  public PackageUniverse universe() {
    return universe;
  }

  /**
   * What its index says of a package; empty if the package is not of here, or if the baseline was
   * not made of records.
   */
  public Optional<IndexRecord> record(PackageId id) {
    return offers.isEmpty()
        ? Optional.empty()
        : universe
            .entry(id)
            .flatMap(
                entry ->
                    offers.get(entry.origin()).records().stream()
                        .filter(r -> r.id().equals(id) && r.sha256().equals(entry.sha256()))
                        .findFirst());
  }

  @Override
  public Optional<PackageRequest> locate(PackageId id) {
    return universe
        .entry(id)
        .map(
            entry ->
                new PackageRequest(
                    places.get(entry.origin()).base(),
                    entry.filename(),
                    entry.sha256(),
                    entry.size(),
                    id));
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
