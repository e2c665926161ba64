package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import org.whittle.application.Settings;
import org.whittle.build.ImageBuilder;
import org.whittle.build.PackageSource;
import org.whittle.build.StoreRepair;
import org.whittle.build.Workshop;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.verification.RetroTestRunner;

/** The one builder of this installation, and the one that mends its store. */
@ApplicationScoped
class Workbench {
  private static final int THREADS = Math.max(2, Runtime.getRuntime().availableProcessors());

  @Produces
  @Singleton
  Workshop shop(BlobStore blobs, DerivedData derived, Transport transport, Settings settings) {
    return new Workshop(
        blobs,
        derived,
        PackageSource.through(transport),
        RetroTestRunner.onThisMachine(),
        settings.data().resolve("work"),
        THREADS);
  }

  @Produces
  @Singleton
  ImageBuilder builder(Workshop shop) {
    return new ImageBuilder(shop);
  }

  @Produces
  @Singleton
  StoreRepair repair(Workshop shop) {
    return new StoreRepair(shop);
  }
}
