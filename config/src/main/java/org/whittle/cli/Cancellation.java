package org.whittle.cli;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends the work of a thread when the process is told to end (Ctrl-C), and gives it a moment to
 * leave nothing behind.
 */
final class Cancellation implements AutoCloseable {
  /** People expect a program to be gone within a second. */
  private static final Duration GRACE = Duration.ofMillis(900);

  private final Thread worker;
  private final Thread hook;
  private final CountDownLatch done = new CountDownLatch(1);
  private volatile boolean cancelled;

  private Cancellation(Thread worker) {
    this.worker = worker;
    this.hook = new Thread(this::cancel, "cancellation");
  }

  /** Watches for the work of the calling thread, until it is closed. */
  static Cancellation ofThisThread() {
    Cancellation cancellation = new Cancellation(Thread.currentThread());
    Runtime.getRuntime().addShutdownHook(cancellation.hook);
    return cancellation;
  }

  private void cancel() {
    cancelled = true;
    worker.interrupt();
    try {
      done.await(GRACE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Whether the process is on its end. */
  boolean cancelled() {
    return cancelled;
  }

  @Override
  public void close() {
    done.countDown();
    if (!cancelled) {
      try {
        Runtime.getRuntime().removeShutdownHook(hook);
      } catch (IllegalStateException e) {
        // Told to end in this very moment: there is nothing left to cancel.
        return;
      }
    }
  }
}
