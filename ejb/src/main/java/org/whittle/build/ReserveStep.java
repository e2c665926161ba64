package org.whittle.build;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Progress;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;
import org.whittle.resolver.Resolver;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.ThinTree;

/**
 * Brings what every system has and packages need not declare (Debian Policy 3.8, "Essential
 * packages"), with all that it needs, beyond a closure.
 */
record ReserveStep(Workshop shop, Progress progress) {

  /** The packages, each with its archive and contents, in the same order. */
  record Reserve(
      List<ResolvedPackage> packages,
      List<PackageRequest> archives,
      List<PackageContents> contents) {
    /** A closure together with those packages of the reserve of which a tree keeps a file. */
    Resolved usedBeside(Resolved closure, ThinTree tree) {
      Set<PackageId> used = new HashSet<>();
      tree.selections().forEach(selection -> used.add(selection.id()));
      List<ResolvedPackage> all = new ArrayList<>(closure.packages());
      packages.stream().filter(p -> used.contains(p.id())).forEach(all::add);
      return new Resolved(all);
    }
  }

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
    return new Reserve(beyond, archives, new UnpackStep(shop, progress).unpack(archives));
  }
}
