package org.whittle.build;

import java.util.List;
import org.whittle.kernel.Progress;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;
import org.whittle.resolver.Resolver;
import org.whittle.source.PackageRequest;

/**
 * Brings what every system has and packages need not declare (Debian Policy 3.8, "Essential
 * packages"), with all that it needs, beyond a closure.
 */
record ReserveStep(Workshop shop, Progress progress) {
  /** The reserve; none if it cannot be installed beside the closure. */
  Reserve bring(BuildRequest request, Resolved closure) {
    Resolution all =
        Resolver.resolve(request.baseline().universe(), request.resolution().withEssential(true));
    List<ResolvedPackage> beyond =
        all instanceof Resolved resolved
            ? resolved.packages().stream()
                .filter(p -> closure.find(p.id().name()).isEmpty())
                .toList()
            : List.of();
    List<PackageRequest> archives =
        new FetchStep(shop, request.baseline(), progress)
            .fetch(beyond.stream().map(ResolvedPackage::id).toList());
    return new Reserve(shop, progress, beyond, archives);
  }
}
