package org.whittle.build.local;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import org.whittle.build.PackageSource;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.source.FetchOutcome;
import org.whittle.source.PackageRequest;
import org.whittle.store.BlobStore;

/**
 * Asks further archives for packages that the one that was named does not have: an index that
 * somebody kept does not say where it comes from. Since each package is verified, it does not
 * matter who gives it.
 *
 * @param first asks one archive
 * @param others addresses of the others, in the order in which they are asked
 */
record AnyArchive(PackageSource first, List<URI> others) implements PackageSource {
  AnyArchive {
    others = List.copyOf(others);
  }

  @Override
  public List<FetchOutcome> fetch(
      List<PackageRequest> requests, BlobStore store, Progress progress) {
    List<FetchOutcome> outcomes = new ArrayList<>(first.fetch(requests, store, progress));
    for (URI other : others) {
      List<Integer> absent = new ArrayList<>();
      for (int i = 0; i < outcomes.size(); i++) {
        if (outcomes.get(i) instanceof FetchOutcome.Failed failed
            && failed.failure() instanceof NotFound) {
          absent.add(i);
        }
      }
      List<PackageRequest> again = absent.stream().map(i -> at(other, requests.get(i))).toList();
      List<FetchOutcome> found = again.isEmpty() ? List.of() : first.fetch(again, store, progress);
      for (int i = 0; i < found.size(); i++) {
        if (!(found.get(i) instanceof FetchOutcome.Failed)) {
          outcomes.set(absent.get(i), found.get(i));
        }
      }
    }
    return List.copyOf(outcomes);
  }

  private static PackageRequest at(URI base, PackageRequest request) {
    return new PackageRequest(
        base, request.filename(), request.sha256(), request.size(), request.id());
  }
}
