package org.whittle.build;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Unavailable;

class MeanwhileTest {
  @Test
  void withOneThreadWorkIsDoneAtOnceByTheCaller() {
    try (Meanwhile alone = new Meanwhile(1)) {
      assertEquals(Thread.currentThread(), alone.start(Thread::currentThread).get());
    }
  }

  @Test
  void withMoreItIsDoneBesideOtherWork() {
    try (Meanwhile two = new Meanwhile(2)) {
      CountDownLatch other = new CountDownLatch(1);
      Supplier<Boolean> waiting = two.start(() -> await(other));
      assertNotEquals(Thread.currentThread(), two.start(Thread::currentThread).get());
      other.countDown();
      assertTrue(waiting.get());
    }
  }

  private static boolean await(CountDownLatch latch) {
    try {
      return latch.await(10, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      return false;
    }
  }

  @Test
  void whatFailsSaysSoToWhoAsks() {
    for (int threads : new int[] {1, 2}) {
      try (Meanwhile meanwhile = new Meanwhile(threads)) {
        Supplier<String> broken =
            meanwhile.start(
                () -> {
                  throw new Corrupted("cannot read it: it is broken");
                });
        assertEquals(
            "cannot read it: it is broken",
            assertThrows(Corrupted.class, broken::get).getMessage());
      }
    }
  }

  @Test
  void whoIsInterruptedDoesNotWait() {
    try (Meanwhile two = new Meanwhile(2)) {
      Supplier<Boolean> waiting = two.start(() -> await(new CountDownLatch(1)));
      Thread.currentThread().interrupt();
      Unavailable failure = assertThrows(Unavailable.class, waiting::get);
      assertEquals("cannot go on: the build was cancelled", failure.getMessage());
      assertTrue(Thread.interrupted());
    }
  }
}
