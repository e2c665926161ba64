package org.whittle.build;

import java.util.List;
import org.whittle.kernel.Progress;
import org.whittle.source.FetchOutcome;
import org.whittle.source.PackageFetcher;
import org.whittle.source.PackageRequest;
import org.whittle.source.Transport;
import org.whittle.store.BlobStore;

/** Brings package archives into the store, verified. */
@FunctionalInterface
public interface PackageSource {
  /** Fetches what the store lacks; an outcome for each request, in their order. */
  List<FetchOutcome> fetch(List<PackageRequest> requests, BlobStore store, Progress progress);

  /** Several at a time over the network. */
  static PackageSource through(Transport transport) {
    PackageFetcher fetcher = new PackageFetcher(transport);
    return (requests, store, progress) ->
        fetcher.fetch(requests, store, PackageFetcher.USUAL_PARALLEL, progress);
  }
}
