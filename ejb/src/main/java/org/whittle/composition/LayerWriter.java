package org.whittle.composition;

import java.io.IOException;
import java.io.InputStream;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.whittle.composition.tar.TarMember;
import org.whittle.composition.tar.TarStream;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;

/**
 * Writes layers into the store, each only once.
 *
 * <p>A layer's bytes follow from its entries, time and compression alone: under the digest of those
 * the result is remembered. Files stream from the store and back into it. Safe for use by any
 * thread.
 */
public final class LayerWriter {
  /**
   * The modification time of files from packages: the same in all images, or no layer would be
   * shared. Whoever compiles for an image what compares times, such as Python, uses it too.
   */
  public static final Instant MTIME = Instant.parse("2020-01-01T00:00:00Z");

  /** Names the form of what is remembered; counts up when the bytes of layers change. */
  private static final String KIND = "layer-3";

  private final BlobStore store;
  private final DerivedData derived;
  private final Compression compression;
  private final int threads;

  /**
   * Writes from and to a store.
   *
   * @param threads how many layers are written at a time; the result is the same
   */
  public LayerWriter(BlobStore store, DerivedData derived, Compression compression, int threads) {
    this.store = store;
    this.derived = derived;
    this.compression = compression;
    this.threads = threads;
  }

  /** Writes gzip layers on as many threads as there are processors. */
  public LayerWriter(BlobStore store, DerivedData derived) {
    this(store, derived, Compression.GZIP, Runtime.getRuntime().availableProcessors());
  }

  /**
   * The layers as planned and in that order.
   *
   * @param own the modification time of the image's own files
   * @throws Failure as the store says; {@link Unavailable} if the thread is interrupted
   */
  public List<Layer> writeAll(List<PlannedLayer> plan, Instant own) {
    List<Layer> layers = new ArrayList<>();
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, threads));
    ExecutorService compressors = Executors.newFixedThreadPool(Math.max(1, threads));
    try {
      List<Future<Layer>> running = new ArrayList<>();
      for (PlannedLayer layer : plan) {
        Instant mtime = layer.packages().isEmpty() ? own : MTIME;
        running.add(pool.submit(() -> write(layer, mtime, compressors)));
      }
      for (Future<Layer> layer : running) {
        if (Thread.interrupted()) {
          throw new InterruptedException("a build was cancelled");
        }
        layers.add(layer.get());
      }
      return layers;
    } catch (ExecutionException e) {
      throw asFailure(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot write layers: interrupted", e);
    } finally {
      pool.shutdownNow();
      compressors.shutdownNow();
    }
  }

  private static RuntimeException asFailure(ExecutionException e) {
    return e.getCause() instanceof Failure failure
        ? failure
        : new IllegalStateException("a layer's writer failed", e.getCause());
  }

  /** Writes one layer, unless it is there already. */
  public Layer write(PlannedLayer plan, Instant mtime) {
    return write(plan, mtime, Runnable::run);
  }

  private Layer write(PlannedLayer plan, Instant mtime, Executor compressors) {
    Digest key =
        Digest.of(
            compression.mediaType() + " " + mtime.getEpochSecond() + " " + plan.fileSet().hex());
    Optional<Layer> remembered = derived.find(KIND, key).flatMap(Layer::parse);
    if (remembered.isPresent() && store.contains(remembered.get().digest())) {
      return remembered.get();
    }
    Layer layer = compose(plan, mtime, compressors);
    derived.keep(KIND, key, layer.line());
    return layer;
  }

  private Layer compose(PlannedLayer plan, Instant mtime, Executor compressors) {
    List<TarMember> members = plan.entries().stream().map(e -> TarMember.of(e, store)).toList();
    MessageDigest diffId = Digest.sha256();
    try (InputStream tar = new DigestInputStream(new TarStream(members, mtime), diffId);
        InputStream compressed = compression.compressed(tar, compressors)) {
      BlobStore.Stored stored = store.put(compressed);
      return new Layer(
          stored.digest(),
          Digest.fromBytes(diffId.digest()),
          stored.size(),
          TarStream.length(members, mtime),
          compression.mediaType());
    } catch (IOException e) {
      throw new Unavailable("cannot write layer \"" + plan.title() + "\": " + e.getMessage(), e);
    }
  }
}
