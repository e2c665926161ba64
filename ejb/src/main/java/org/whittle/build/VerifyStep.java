package org.whittle.build;

import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.whittle.blueprint.Blueprint;
import org.whittle.composition.rootfs.RootFsDirectory;
import org.whittle.format.PackageContents;
import org.whittle.thinning.ThinTree;
import org.whittle.verification.ArchiveOwners;
import org.whittle.verification.Fault;
import org.whittle.verification.MissFinder;
import org.whittle.verification.MissReport;
import org.whittle.verification.ProgramFacts;
import org.whittle.verification.RetroTestRunner;
import org.whittle.verification.StructureCheck;
import org.whittle.verification.TestReport;

/**
 * Proves a tree: its structure first, then its retro-tests in a sandbox.
 *
 * @param archive says who ships what the closure does not have
 */
record VerifyStep(Workshop shop, Blueprint blueprint, ArchiveOwners archive, boolean tests) {

  /** What was found. */
  record Evidence(List<Fault> faults, TestReport tests, MissReport misses) {}

  /**
   * Looks for all that is wrong.
   *
   * @param closure the packages of the composition
   * @param reserve the packages that every system has, which need not be declared; asked for only
   *     if a test was observed
   */
  Evidence verify(
      ThinTree tree, List<PackageContents> closure, Supplier<List<PackageContents>> reserve) {
    List<Fault> faults =
        StructureCheck.of(
            tree, closure, ProgramFacts.of(shop.store(), shop.derived()), shop.store());
    if (!tests || blueprint.tests().isEmpty()) {
      String reason = tests ? "there is no test" : "the tests were not to be run";
      return new Evidence(faults, new TestReport(List.of()), MissReport.notObserved(reason));
    }
    RetroTestRunner.Observed observed = test(tree);
    if (!observed.whyNot().isEmpty()) {
      return new Evidence(faults, observed.report(), MissReport.notObserved(observed.whyNot()));
    }
    List<PackageContents> full = Stream.concat(closure.stream(), reserve.get().stream()).toList();
    return new Evidence(
        faults, observed.report(), MissFinder.find(observed.traces(), tree, full, archive));
  }

  private RetroTestRunner.Observed test(ThinTree tree) {
    try (ScratchDirectory root = ScratchDirectory.in(shop.workspace(), "image-")) {
      RootFsDirectory.extract(tree, shop.store(), root.path());
      return shop.tests().observe(blueprint, tree, root.path());
    }
  }
}
