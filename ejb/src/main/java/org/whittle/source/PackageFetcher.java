package org.whittle.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.Semaphore;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.LongConsumer;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;

/**
 * Brings package archives into the store, several at a time.
 *
 * <p>An archive's size and SHA-256 are verified before it is in the store, hence before anything
 * reads it. Safe for use by any thread.
 */
public final class PackageFetcher {
  /** How many archives are fetched at a time unless somebody knows better. */
  public static final int USUAL_PARALLEL = 8;

  private static final String REMEDY =
      "Sync the source and try again; if it stays, use another mirror";

  private final Transport transport;

  /** A fetcher that reads through the transport. */
  public PackageFetcher(Transport transport) {
    this.transport = transport;
  }

  /**
   * Fetches what the store lacks.
   *
   * <p>The failure of one does not stop the others. Progress: stage {@code fetch} in bytes.
   *
   * @param parallel how many at a time, at least 1
   * @return an outcome for each request, in their order
   */
  public List<FetchOutcome> fetch(
      List<PackageRequest> requests, BlobStore store, int parallel, Progress progress) {
    if (parallel < 1) {
      throw new InvalidInput("cannot fetch " + parallel + " packages at a time");
    }
    Tally tally = new Tally(progress, requests.stream().mapToLong(PackageRequest::size).sum());
    Semaphore places = new Semaphore(parallel);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Future<FetchOutcome>> running = new ArrayList<>();
      for (PackageRequest request : requests) {
        running.add(threads.submit(() -> inTurn(places, request, store, tally)));
      }
      return await(running, threads);
    }
  }

  private FetchOutcome inTurn(
      Semaphore places, PackageRequest request, BlobStore store, Tally tally)
      throws InterruptedException {
    places.acquire();
    try {
      return fetch(request, store, tally);
    } finally {
      places.release();
    }
  }

  private static List<FetchOutcome> await(
      List<Future<FetchOutcome>> running, ExecutorService threads) {
    List<FetchOutcome> outcomes = new ArrayList<>();
    try {
      for (Future<FetchOutcome> each : running) {
        outcomes.add(each.get());
      }
      return List.copyOf(outcomes);
    } catch (InterruptedException e) {
      threads.shutdownNow();
      throw Patience.interrupted("packages", e);
    } catch (ExecutionException e) {
      threads.shutdownNow();
      throw new IllegalStateException("a failure that is not foreseen: " + e.getCause(), e);
    }
  }

  private FetchOutcome fetch(PackageRequest request, BlobStore store, Tally tally) {
    if (store.contains(request.sha256())) {
      tally.add(request.size());
      return new FetchOutcome.Present(request);
    }
    String what = "package " + request.id();
    CheckedStream.Promise promise =
        new CheckedStream.Promise(what + " from " + request.uri(), REMEDY);
    ReleaseFile.Entry promised = new ReleaseFile.Entry(request.sha256(), request.size());
    InputStream body = transport.open(request.uri(), request.size(), what);
    try (InputStream in = new CheckedStream(body, promised, promise, tally.ofOne())) {
      store.put(request.sha256(), in);
      return new FetchOutcome.Fetched(request);
    } catch (NotFound e) {
      return new FetchOutcome.Failed(request, gone(e));
    } catch (Failure e) {
      return new FetchOutcome.Failed(request, e);
    } catch (IOException e) {
      return new FetchOutcome.Failed(
          request, new Unavailable("cannot fetch " + promise.what() + ": " + e.getMessage(), e));
    }
  }

  private static NotFound gone(NotFound e) {
    return new NotFound(
        e.getMessage(), "The archive has moved on: sync the source and resolve again", e);
  }

  /** Adds up what has come, for the progress. */
  private record Tally(Progress progress, long total, AtomicLong done) {
    Tally(Progress progress, long total) {
      this(progress, total, new AtomicLong());
      progress.report("fetch", 0, total);
    }

    void add(long bytes) {
      progress.report("fetch", done.addAndGet(bytes), total);
    }

    /** Hears how many bytes of one package have come. */
    LongConsumer ofOne() {
      AtomicLong before = new AtomicLong();
      return now -> add(now - before.getAndSet(now));
    }
  }
}
