package org.whittle.build;

import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import java.util.function.Supplier;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Unavailable;

/**
 * Does some work beside other work, where a build may use more than one thread; else at once.
 *
 * <p>Closing it ends what nobody has asked for. What fails says so to who asks for its result.
 */
final class Meanwhile implements AutoCloseable {
  private final ExecutorService workers;
  private final boolean alone;

  /**
   * For a build on so many threads.
   *
   * @param threads one: nothing is done beside anything
   */
  Meanwhile(int threads) {
    this.alone = threads < 2;
    this.workers = Executors.newCachedThreadPool();
  }

  /** Starts work; the result waits for it. */
  <T> Supplier<T> start(Supplier<T> work) {
    FutureTask<T> task = new FutureTask<>(work::get);
    if (alone) {
      task.run();
    } else {
      workers.execute(task);
    }
    return () -> result(task);
  }

  private static <T> T result(FutureTask<T> task) {
    try {
      return task.get();
    } catch (ExecutionException e) {
      throw e.getCause() instanceof Failure failure
          ? failure
          : new IllegalStateException("a part of a build failed unforeseen", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot go on: the build was cancelled", e);
    }
  }

  /** Waits for none of it: what is on its way writes nothing but blobs that nobody names. */
  @Override
  public void close() {
    workers.shutdownNow();
  }
}
