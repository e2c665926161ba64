package org.whittle.store;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.whittle.kernel.Digest;

/** Derived data in memory, for tests of any room. */
public final class MemoryDerivedData implements DerivedData {
  private record Key(String kind, Digest of) {}

  private final Map<Key, byte[]> kept = new ConcurrentHashMap<>();

  @Override
  public Optional<byte[]> find(String kind, Digest of) {
    return Optional.ofNullable(kept.get(new Key(kind, of))).map(byte[]::clone);
  }

  @Override
  public void keep(String kind, Digest of, byte[] data) {
    kept.put(new Key(kind, of), data.clone());
  }

  /** Loses all, as a medium may. */
  public void clear() {
    kept.clear();
  }

  /** How many entries there are. */
  public int size() {
    return kept.size();
  }
}
