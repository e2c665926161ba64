package org.whittle.universe;

import org.jspecify.annotations.Nullable;

/** A thread for one piece of work, whose failure is that of who waits for it. */
abstract class BackgroundWork extends Thread {
  private @Nullable Throwable failure;

  BackgroundWork(String name) {
    super("index-" + name);
    setDaemon(true);
    setUncaughtExceptionHandler((thread, thrown) -> failure = thrown);
  }

  /** Does the work. */
  abstract void work();

  @Override
  public final void run() {
    work();
  }

  /** Waits until the work is done; an interrupt is kept for later, since it ends soon. */
  void await() {
    boolean interrupted = false;
    while (isAlive()) {
      try {
        join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      currentThread().interrupt();
    }
    if (failure instanceof RuntimeException thrown) {
      throw thrown;
    }
    if (failure instanceof Error thrown) {
      throw thrown;
    }
  }
}
