package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.testarchive.TestClock;

class StoreCollectionTest {
  private static final Duration GRACE = Duration.ofDays(7);

  @TempDir Path folder;

  private final TestClock clock = new TestClock(Instant.now());

  private Digest put(BlobStore store, String text) {
    return store.put(new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8))).digest();
  }

  @Test
  void whatIsNeededOrYoungStaysAndTheRestGoes() {
    FileBlobStore store = new FileBlobStore(folder, clock, "boot");
    Digest needed = put(store, "needed");
    Digest old = put(store, "old");
    Digest asked = put(store, "asked for again");
    Digest again = put(store, "put again");
    clock.move(GRACE.plusDays(1));
    assertTrue(store.contains(asked));
    put(store, "put again");

    StoreCollection.Report report =
        StoreCollection.run(store, Set.of(needed), clock.instant().minus(GRACE), Progress.NONE);

    assertEquals(new StoreCollection.Report(3, 1, 3), report);
    assertTrue(store.contains(needed));
    assertFalse(store.contains(old));
    assertTrue(store.contains(asked));
    assertTrue(store.contains(again));
  }

  @Test
  void aSweepThatIsInterruptedEndsAtOnceAndTheNextGoesOn() {
    MemoryBlobStore store = new MemoryBlobStore();
    put(store, "a");
    put(store, "b");
    Thread.currentThread().interrupt();

    Unavailable cancelled =
        assertThrows(
            Unavailable.class,
            () -> StoreCollection.run(store, Set.of(), Instant.MAX, Progress.NONE));

    assertTrue(Thread.interrupted());
    assertEquals("cannot collect the store: cancelled", cancelled.getMessage());
    assertEquals(
        new StoreCollection.Report(0, 2, 2),
        StoreCollection.run(store, Set.of(), Instant.MAX, Progress.NONE));
  }

  @Test
  void aFlippedBitIsFoundByTheCheckAndGoneBlobsAreNoFault() {
    MemoryBlobStore store = new MemoryBlobStore();
    Digest damaged = put(store, "a");
    put(store, "bc");
    store.damage(damaged);

    assertEquals(
        new StoreCheck.Report(1, 2, List.of(damaged)), StoreCheck.run(store, Progress.NONE));
  }
}
