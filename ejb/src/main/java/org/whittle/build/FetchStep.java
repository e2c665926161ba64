package org.whittle.build;

import java.util.List;
import org.whittle.format.PackageId;
import org.whittle.kernel.Failure;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.source.FetchOutcome;
import org.whittle.source.PackageRequest;

/** Finds and fetches the package archives of a closure. */
record FetchStep(Workshop shop, Baseline baseline, Progress progress) {

  /** The archives of the packages, all in the store; or the failure of the first that is not. */
  List<PackageRequest> fetch(List<PackageId> packages) {
    List<PackageRequest> requests = packages.stream().map(this::locate).toList();
    List<FetchOutcome> outcomes = shop.source().fetch(requests, shop.store(), progress);
    List<Failure> failures =
        outcomes.stream()
            .filter(FetchOutcome.Failed.class::isInstance)
            .map(outcome -> ((FetchOutcome.Failed) outcome).failure())
            .toList();
    if (failures.size() == 1) {
      throw failures.getFirst();
    }
    if (!failures.isEmpty()) {
      Failure first = failures.getFirst();
      throw new Unavailable(
          first.getMessage() + " (and " + (failures.size() - 1) + " more packages)",
          first.remedy().orElse("Check the connection to the archive and build again."),
          first);
    }
    return requests;
  }

  private PackageRequest locate(PackageId id) {
    return baseline
        .locate(id)
        .orElseThrow(
            () ->
                new NotFound(
                    "cannot fetch " + id + ": no source of the baseline has it",
                    "Sync the sources and build again.",
                    null));
  }
}
