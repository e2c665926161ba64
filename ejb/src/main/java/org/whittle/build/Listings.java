package org.whittle.build;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Digest;

/**
 * The listings of unpacked packages that were used last: hundreds of images have the same.
 *
 * <p>What is found here has all its files in the store, as of a moment ago. Bounded; safe for use
 * by any thread.
 */
public final class Listings {
  /** Far shorter than anything stays in the store that was asked for once. */
  private static final Duration TRUSTED = Duration.ofMinutes(1);

  /** About 40 MiB. */
  private static final long MOST_WEIGHT = 150_000;

  /** Characters of control files that weigh as much as one file. */
  private static final int CHARACTERS = 256;

  private record Entry(PackageContents contents, long weight, Instant checked) {}

  private final Clock clock;
  private final long mostWeight;
  private final Map<Digest, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long weight;

  /** None yet. */
  public Listings() {
    this(Clock.systemUTC(), MOST_WEIGHT);
  }

  Listings(Clock clock, long mostWeight) {
    this.clock = clock;
    this.mostWeight = mostWeight;
  }

  /** The listing of an archive of which all files were there a moment ago. */
  synchronized Optional<PackageContents> find(Digest archive) {
    Entry there = entries.get(archive);
    return there != null && there.checked().plus(TRUSTED).isAfter(clock.instant())
        ? Optional.of(there.contents())
        : Optional.empty();
  }

  /** The listing of an archive, whose files have to be looked for. */
  synchronized Optional<PackageContents> unchecked(Digest archive) {
    return Optional.ofNullable(entries.get(archive)).map(Entry::contents);
  }

  /** Remembers a listing of which all files are there. */
  synchronized void checked(PackageContents contents) {
    Entry fresh = new Entry(contents, weight(contents), clock.instant());
    Entry before = entries.put(contents.archive(), fresh);
    weight += fresh.weight() - (before == null ? 0 : before.weight());
    Iterator<Entry> eldest = entries.values().iterator();
    while (weight > mostWeight && eldest.hasNext()) {
      weight -= eldest.next().weight();
      eldest.remove();
    }
  }

  /** Every listing is looked up and checked again. */
  synchronized void forget() {
    entries.clear();
    weight = 0;
  }

  private static long weight(PackageContents contents) {
    return contents.files().size()
        + contents.controlFiles().values().stream().mapToLong(String::length).sum() / CHARACTERS;
  }
}
