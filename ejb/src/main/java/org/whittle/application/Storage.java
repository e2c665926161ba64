package org.whittle.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.nio.file.Path;
import java.time.Clock;
import java.util.Set;
import org.whittle.build.UnpackedContents;
import org.whittle.source.AptConfiguration;
import org.whittle.source.ContentsLibrary;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.store.DerivedInMemory;
import org.whittle.store.FileBlobStore;
import org.whittle.store.FileDerivedData;
import org.whittle.universe.PreparedIndices;

/** The store of this installation and its way to the archives: one of each. */
@ApplicationScoped
class Storage {
  /** Some 25 MiB each: those of the baselines and of what is compared with them. */
  private static final int MOST_PREPARED = 32;

  /** What a library of some hundred images asks for again and again. */
  private static final long DERIVED_IN_MEMORY = 24L << 20;

  @Inject private Settings settings;

  @Produces
  @Singleton
  BlobStore blobs() {
    return new FileBlobStore(store().resolve("blobs"));
  }

  @Produces
  @Singleton
  DerivedData derived() {
    return new DerivedInMemory(
        new FileDerivedData(store().resolve("derived")),
        Set.of(UnpackedContents.KIND),
        DERIVED_IN_MEMORY);
  }

  @Produces
  @Singleton
  PreparedIndices prepared() {
    return new PreparedIndices(store().resolve("universes"), MOST_PREPARED);
  }

  @Produces
  @Singleton
  Transport transport() {
    return Transport.through(AptConfiguration.read(settings.hostConfiguration()).proxy());
  }

  @Produces
  @Singleton
  ContentsLibrary contents(Transport transport, BlobStore blobs) {
    return new ContentsLibrary(transport, blobs, store().resolve("contents"), Clock.systemUTC());
  }

  private Path store() {
    return settings.data().resolve("store");
  }
}
