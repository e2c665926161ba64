package org.whittle.build;

import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.whittle.composition.rootfs.RootFsDirectory;
import org.whittle.format.PackageContents;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Progress;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.ThinRequest;
import org.whittle.thinning.ThinTree;
import org.whittle.thinning.Thinner;
import org.whittle.verification.MissFinder;
import org.whittle.verification.MissReport;
import org.whittle.verification.RetroTestRunner.Observed;
import org.whittle.verification.TestReport;
import org.whittle.verification.Touched;

/** Runs the tests of a blueprint on its full closure and sees what they touch. */
public final class Watch {
  private final Workshop shop;

  /** A watch that works with these. */
  public Watch(Workshop shop) {
    this.shop = shop;
  }

  /**
   * What was seen.
   *
   * @param tree the full closure
   * @param misses what was asked for in vain even there
   */
  public record Seen(ThinTree tree, Touched touched, TestReport tests, MissReport misses) {}

  /**
   * Composes everything and watches.
   *
   * @param request its blueprint's level is {@code full}
   * @throws Failure if the packages cannot be had, or nothing can be observed here
   */
  public Seen see(BuildRequest request, Progress progress) {
    shop.tests()
        .whyNotObserved()
        .or(shop.tests()::whyNot)
        .ifPresent(
            why -> {
              throw new InvalidInput("cannot watch: " + why);
            });
    Resolved closure = resolved(request);
    List<PackageRequest> archives =
        new FetchStep(shop, request.baseline(), progress).fetch(closure.ids());
    List<PackageContents> contents = new UnpackStep(shop, progress).unpack(archives);
    List<PackageContents> reserve = new ReserveStep(shop, progress).bring(request, closure).all();
    ThinTree tree =
        Thinner.thin(
            new ThinRequest(
                request.blueprint(),
                Set.copyOf(request.blueprint().packages()),
                contents,
                reserve,
                request.rules()),
            shop.store()::open,
            shop.derived(),
            content -> shop.store().put(content).digest());
    progress.report(Stage.VERIFY.word(), 0, 1);
    Observed observed = observe(request, tree);
    List<PackageContents> full = Stream.concat(contents.stream(), reserve.stream()).toList();
    MissReport misses = MissFinder.find(observed.traces(), tree, full, request.baseline().owners());
    return new Seen(tree, Touched.of(observed.traces(), tree), observed.report(), misses);
  }

  private Observed observe(BuildRequest request, ThinTree tree) {
    try (ScratchDirectory root = ScratchDirectory.in(shop.workspace(), "watch-")) {
      RootFsDirectory.extract(tree, shop.store(), root.path());
      return shop.tests().observe(request.blueprint(), tree, root.path());
    }
  }

  private static Resolved resolved(BuildRequest request) {
    Resolution resolution = Resolver.resolve(request.baseline().universe(), request.resolution());
    return switch (resolution) {
      case Resolved resolved -> resolved;
      case Unsatisfiable none ->
          throw new InvalidInput(
              "cannot compose what is to be watched: "
                  + ExplanationText.of(none.explanation()).strip());
    };
  }
}
