package org.whittle.build;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageContents;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.ResolvedPackage;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.ThinTree;

/** Everything that an image is made of, whether its own files or what starts it as a machine. */
record Parts(
    Resolved packages,
    List<PackageRequest> archives,
    List<PackageContents> contents,
    ThinTree tree) {

  /** The same with a machine's parts; a package that both have counts once. */
  Parts with(Optional<MachineStep.Brought> machine) {
    if (machine.isEmpty()) {
      return this;
    }
    MachineStep.Brought brought = machine.get();
    List<ResolvedPackage> all = new ArrayList<>(packages.packages());
    List<PackageRequest> allArchives = new ArrayList<>(archives);
    List<PackageContents> allContents = new ArrayList<>(contents);
    for (int i = 0; i < brought.packages().size(); i++) {
      ResolvedPackage one = brought.packages().get(i);
      if (packages.find(one.id().name()).isEmpty()) {
        all.add(one);
        allArchives.add(brought.archives().get(i));
        allContents.add(brought.contents().get(i));
      }
    }
    return new Parts(
        new Resolved(all),
        allArchives,
        allContents,
        MachineStep.together(tree, brought.machine().tree()));
  }
}
