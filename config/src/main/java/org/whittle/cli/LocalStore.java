package org.whittle.cli;

import java.nio.file.Path;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import org.whittle.build.Workshop;
import org.whittle.build.local.Supply;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.verification.RetroTestRunner;
import picocli.CommandLine.Option;

/** The store of builds on this machine: packages, their files, layers. */
final class LocalStore {
  @Option(
      names = "--cache",
      paramLabel = "DIR",
      description = "What is kept between builds (default: ~/.cache/whittle).")
  private @Nullable Path cache;

  private @Nullable BlobStore blobs;
  private @Nullable DerivedData derived;

  /** Where it is. */
  Path folder() {
    if (cache != null) {
      return cache;
    }
    String xdg = System.getenv().getOrDefault("XDG_CACHE_HOME", "");
    Path caches = xdg.isEmpty() ? Path.of(System.getProperty("user.home"), ".cache") : Path.of(xdg);
    return caches.resolve("whittle");
  }

  BlobStore blobs() {
    if (blobs == null) {
      blobs = new FileBlobStore(folder().resolve("blobs"));
    }
    return blobs;
  }

  /** What archives say of the paths that their packages ship. */
  ContentsLibrary contents(Transport transport) {
    return new ContentsLibrary(transport, blobs(), folder().resolve("contents"), Clock.systemUTC());
  }

  DerivedData derived() {
    if (derived == null) {
      derived = new FileDerivedData(folder().resolve("derived"));
    }
    return derived;
  }

  /** What builds work with: this store, and what gives packages. */
  Workshop workshop(Supply supply) {
    return new Workshop(
        blobs(),
        derived(),
        supply.packages(),
        RetroTestRunner.onThisMachine(),
        folder().resolve("work"),
        Runtime.getRuntime().availableProcessors());
  }
}
