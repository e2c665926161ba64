package org.whittle.build;

import java.nio.file.Path;
import org.whittle.store.BlobStore;
import org.whittle.store.DerivedData;
import org.whittle.verification.RetroTestRunner;

/**
 * What builds work with; shared by all of them.
 *
 * @param source brings package archives
 * @param tests runs retro-tests
 * @param workspace folder for extracted images, each deleted after its tests
 * @param threads how many packages are unpacked and layers are written at a time, at least 1
 * @param listings what was unpacked and used last
 */
public record Workshop(
    BlobStore store,
    DerivedData derived,
    PackageSource source,
    RetroTestRunner tests,
    Path workspace,
    int threads,
    Listings listings) {

  /** One that remembers no listing yet. */
  public Workshop(
      BlobStore store,
      DerivedData derived,
      PackageSource source,
      RetroTestRunner tests,
      Path workspace,
      int threads) {
    this(store, derived, source, tests, workspace, threads, new Listings());
  }
}
