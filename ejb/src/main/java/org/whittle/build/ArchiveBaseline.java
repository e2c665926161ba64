package org.whittle.build;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.whittle.format.PackageId;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;
import org.whittle.resolver.PackageUniverse;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.ContentsPlace;
import org.whittle.source.PackageRequest;
import org.whittle.universe.DebianUniverse;
import org.whittle.universe.IndexText;
import org.whittle.universe.UniverseBuilder;
import org.whittle.verification.ArchiveOwners;

/** A baseline of the indices of one or more Debian archives, with where their packages are. */
public final class ArchiveBaseline implements Baseline {
  private static final Comparator<Place> ORDER =
      Comparator.comparing(Place::index).thenComparing(place -> place.base().toString());

  private final DebianUniverse universe;
  private final List<Place> places;
  private final List<Listing> listings;
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

  /**
   * An index whose text is read when something of it is needed, and not kept.
   *
   * @param place where its packages are
   * @param name names the index in messages
   * @param text opens it, as often as needed
   */
  public record Text(Place place, String name, IndexText text) {}

  /** Delivers the records of an index, each time anew. */
  @FunctionalInterface
  private interface Listing {
    void deliver(Consumer<IndexRecord> to);
  }

  private ArchiveBaseline(
      Architecture architecture,
      DebianUniverse universe,
      List<Place> places,
      List<Listing> listings) {
    this.owners = Baseline.super.owners();
    this.universe = universe;
    this.places = List.copyOf(places);
    this.listings = List.copyOf(listings);
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
    List<Listing> listings =
        sorted.stream().<Listing>map(offer -> to -> offer.records().forEach(to)).toList();
    return new ArchiveBaseline(architecture, builder.build(), places, listings);
  }

  /**
   * The same of texts: no more of them is kept in memory than the resolver needs.
   *
   * @throws InvalidInput if there is none
   * @throws org.whittle.kernel.Corrupted if an index is cut off
   */
  public static ArchiveBaseline ofTexts(Architecture architecture, List<Text> texts) {
    UniverseBuilder builder = DebianUniverse.builder(architecture);
    List<Text> sorted = texts.stream().sorted(Comparator.comparing(Text::place, ORDER)).toList();
    sorted.forEach(text -> builder.add(text.name(), text.text(), text.place().pin()));
    List<Place> places = sorted.stream().map(Text::place).toList();
    List<Listing> listings = sorted.stream().<Listing>map(text -> to -> read(text, to)).toList();
    return new ArchiveBaseline(architecture, builder.build(), places, listings);
  }

  private static void read(Text text, Consumer<IndexRecord> to) {
    try (InputStream plain = new BufferedInputStream(text.text().open(), 1 << 16)) {
      PackagesIndex.read(plain, text.name(), to);
    } catch (IOException e) {
      throw new Unavailable("cannot read index " + text.name() + ": " + e.getMessage(), e);
    }
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
    this.listings = other.listings;
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
   * What its indices say of packages, in one reading; without packages that are not of here, and
   * empty if the baseline was made of a universe alone.
   */
  public Map<PackageId, IndexRecord> records(Collection<PackageId> ids) {
    Map<PackageId, IndexRecord> found = new HashMap<>();
    Set<PackageId> wanted = Set.copyOf(ids);
    for (int i = 0; i < listings.size(); i++) {
      int origin = i;
      listings
          .get(i)
          .deliver(
              record -> {
                if (wanted.contains(record.id()) && isTaken(record, origin)) {
                  found.putIfAbsent(record.id(), record);
                }
              });
    }
    return found;
  }

  /** Several indices may have packages of one name and version. */
  private boolean isTaken(IndexRecord record, int origin) {
    return universe
        .entry(record.id())
        .filter(e -> e.origin() == origin && e.sha256().equals(record.sha256()))
        .isPresent();
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
