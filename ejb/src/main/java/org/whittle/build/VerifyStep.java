package org.whittle.build;

import java.util.List;
import org.whittle.blueprint.Blueprint;
import org.whittle.composition.rootfs.RootFsDirectory;
import org.whittle.format.PackageContents;
import org.whittle.thinning.ThinTree;
import org.whittle.verification.Fault;
import org.whittle.verification.ProgramFacts;
import org.whittle.verification.StructureCheck;
import org.whittle.verification.TestReport;

/** Proves a tree: its structure first, then its retro-tests in a sandbox. */
record VerifyStep(Workshop shop, Blueprint blueprint, boolean tests) {

  /** What was found. */
  record Evidence(List<Fault> faults, TestReport tests) {}

  Evidence verify(ThinTree tree, List<PackageContents> closure) {
    List<Fault> faults =
        StructureCheck.of(
            tree, closure, ProgramFacts.of(shop.store(), shop.derived()), shop.store());
    return new Evidence(faults, test(tree));
  }

  private TestReport test(ThinTree tree) {
    if (!tests || blueprint.tests().isEmpty()) {
      return new TestReport(List.of());
    }
    try (ScratchDirectory root = ScratchDirectory.in(shop.workspace(), "image-")) {
      RootFsDirectory.extract(tree, shop.store(), root.path());
      return shop.tests().run(blueprint, tree, root.path());
    }
  }
}
