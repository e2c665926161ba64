package org.whittle.build;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.whittle.format.PackageContents;
import org.whittle.format.deb.DebReader;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.source.PackageRequest;
import org.whittle.store.BlobStore;

/** Unpacks package archives of the store into it, each once, some at a time. */
record UnpackStep(Workshop shop, Progress progress) {

  /** The contents of all archives, in their order. */
  List<PackageContents> unpack(List<PackageRequest> archives) {
    progress.report(Stage.UNPACK.word(), 0, archives.size());
    Map<Digest, PackageContents> known = new HashMap<>();
    for (PackageRequest archive : archives) {
      shop.listings().find(archive.sha256()).ifPresent(c -> known.put(archive.sha256(), c));
    }
    List<PackageRequest> others =
        archives.stream().filter(archive -> !known.containsKey(archive.sha256())).toList();
    if (!others.isEmpty()) {
      unpackAll(others, archives.size()).forEach(c -> known.put(c.archive(), c));
    }
    progress.report(Stage.UNPACK.word(), archives.size(), archives.size());
    return archives.stream().map(a -> Objects.requireNonNull(known.get(a.sha256()))).toList();
  }

  private List<PackageContents> unpackAll(List<PackageRequest> archives, int total) {
    AtomicInteger done = new AtomicInteger(total - archives.size());
    ExecutorService pool = Executors.newFixedThreadPool(Math.max(1, shop.threads()));
    try {
      List<Future<PackageContents>> running = new ArrayList<>();
      for (PackageRequest archive : archives) {
        running.add(
            pool.submit(
                () -> {
                  PackageContents contents = unpack(archive);
                  progress.report(Stage.UNPACK.word(), done.incrementAndGet(), total);
                  return contents;
                }));
      }
      List<PackageContents> contents = new ArrayList<>();
      for (Future<PackageContents> one : running) {
        contents.add(one.get());
      }
      return List.copyOf(contents);
    } catch (ExecutionException e) {
      if (e.getCause() instanceof Failure failure) {
        throw failure;
      }
      throw new IllegalStateException("unpacking failed unforeseen", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot unpack packages: the build was cancelled", e);
    } finally {
      pool.shutdownNow();
    }
  }

  private PackageContents unpack(PackageRequest archive) {
    Optional<PackageContents> remembered =
        shop.listings()
            .unchecked(archive.sha256())
            .or(() -> UnpackedContents.find(shop.derived(), archive.sha256()))
            .filter(this::isStillThere);
    if (remembered.isPresent()) {
      shop.listings().checked(remembered.get());
      return remembered.get();
    }
    PackageContents contents = read(archive);
    if (!contents.id().equals(archive.id()) || !contents.archive().equals(archive.sha256())) {
      throw new Corrupted(
          "cannot unpack " + archive.id() + ": the archive holds " + contents.id(),
          "The index and the archive disagree: sync the source and build again.",
          null);
    }
    shop.derived().keep(ContentsCodec.KIND, archive.sha256(), ContentsCodec.encode(contents));
    shop.listings().checked(contents);
    return contents;
  }

  /** Files may have been collected since, or removed as damaged. */
  private boolean isStillThere(PackageContents contents) {
    return contents.files().stream()
        .flatMap(file -> file.content().stream())
        .allMatch(shop.store()::contains);
  }

  private PackageContents read(PackageRequest archive) {
    BlobStore store = shop.store();
    try (InputStream deb = store.open(archive.sha256())) {
      return DebReader.unpack(deb, archive.size(), content -> store.put(content).digest());
    } catch (IOException e) {
      throw new Unavailable("cannot unpack " + archive.id() + ": " + e.getMessage(), e);
    }
  }
}
