package org.whittle.store;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.kernel.Digest;

/**
 * Keeps in memory what was last found or kept in other derived data: hundreds of images ask for the
 * same.
 *
 * <p>An entry is asked for again from time to time, so that it counts as used where it lies, and
 * what another process has made of it meanwhile is seen.
 */
public final class DerivedInMemory implements DerivedData {
  private static final Duration FRESH = Duration.ofMinutes(5);

  /** What an entry takes beside its bytes, about. */
  private static final long OVERHEAD = 200;

  private record Key(String kind, Digest of) {}

  private static final class Entry {
    private final byte[] data;
    private final Instant since;

    Entry(byte[] data, Instant since) {
      this.data = data;
      this.since = since;
    }

    long weight() {
      return data.length + OVERHEAD;
    }
  }

  private final DerivedData kept;
  private final Set<String> passed;
  private final long mostBytes;
  private final Clock clock;
  private final Map<Key, Entry> entries = new LinkedHashMap<>(16, 0.75f, true);
  private long bytes;

  /**
   * In front of others.
   *
   * @param passed kinds of which nothing is kept here, since whoever asks remembers it
   * @param mostBytes what all entries may take; those that were not used for longest go
   */
  public DerivedInMemory(DerivedData kept, Set<String> passed, long mostBytes) {
    this(kept, passed, mostBytes, Clock.systemUTC());
  }

  DerivedInMemory(DerivedData kept, Set<String> passed, long mostBytes, Clock clock) {
    this.kept = kept;
    this.passed = Set.copyOf(passed);
    this.mostBytes = mostBytes;
    this.clock = clock;
  }

  @Override
  public Optional<byte[]> find(String kind, Digest of) {
    Key key = new Key(kind, of);
    Instant now = clock.instant();
    synchronized (entries) {
      Entry there = entries.get(key);
      if (there != null && there.since.plus(FRESH).isAfter(now)) {
        return Optional.of(there.data.clone());
      }
    }
    Optional<byte[]> found = kept.find(kind, of);
    found.ifPresent(data -> remember(key, data, now));
    return found;
  }

  @Override
  public void keep(String kind, Digest of, byte[] data) {
    kept.keep(kind, of, data);
    remember(new Key(kind, of), data, clock.instant());
  }

  private void remember(Key key, byte[] data, Instant now) {
    if (passed.contains(key.kind())) {
      return;
    }
    synchronized (entries) {
      Entry fresh = new Entry(data.clone(), now);
      Entry before = entries.put(key, fresh);
      bytes += fresh.weight() - (before == null ? 0 : before.weight());
      Iterator<Entry> eldest = entries.values().iterator();
      while (bytes > mostBytes && eldest.hasNext()) {
        bytes -= eldest.next().weight();
        eldest.remove();
      }
    }
  }

  @Override
  public long forget(Instant unusedSince) {
    synchronized (entries) {
      entries.clear();
      bytes = 0;
    }
    return kept.forget(unusedSince);
  }
}
