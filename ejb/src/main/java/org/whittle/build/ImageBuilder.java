package org.whittle.build;

import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.IntTable;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.source.FetchOutcome;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.ThinTree;

/**
 * Builds images: from a blueprint to verified artifacts in the store.
 *
 * <p>The artifacts are a pure function of the request. Work that was done before, for this image or
 * another, is taken from the store. A build that is interrupted or fails leaves nothing but blobs
 * that nobody names. Safe for use by any thread.
 */
public final class ImageBuilder {
  private final Workshop shop;

  /** A builder that works with these. */
  public ImageBuilder(Workshop shop) {
    this.shop = shop;
  }

  /** Builds and verifies; foreseen failures are outcomes, not exceptions. */
  public BuildOutcome build(BuildRequest request, Progress progress) {
    return build(request, true, progress);
  }

  /**
   * Builds and checks the structure; foreseen failures are outcomes, not exceptions.
   *
   * @param tests whether the retro-tests are run; else the report has none
   */
  public BuildOutcome build(BuildRequest request, boolean tests, Progress progress) {
    Stopwatch watch = new Stopwatch(progress);
    try {
      Resolution resolution = watch.time(Stage.RESOLVE, () -> resolve(request));
      return switch (resolution) {
        case Unsatisfiable none -> impossible(none);
        case Resolved closure -> new BuildRun(shop, request, watch, progress).build(closure, tests);
      };
    } catch (Failure e) {
      shop.listings().forget(); // It may be for a file that has gone since.
      return new Failed(
          watch.stage(), e.getMessage(), e.remedy().orElse(""), e instanceof Unavailable);
    }
  }

  /**
   * Runs the retro-tests of an image that was built from the request before.
   *
   * @param published says whether a tree is the one that was built then
   * @return what they said; empty if the request gives another tree, which is not tested
   * @throws Unavailable if trying again may help
   * @throws Failure if the request gives no image any more
   */
  public Optional<Tested> test(
      BuildRequest request, Predicate<ThinTree> published, Progress progress) {
    Stopwatch watch = new Stopwatch(progress);
    Resolution resolution = watch.time(Stage.RESOLVE, () -> resolve(request));
    return switch (resolution) {
      case Unsatisfiable none -> {
        Failed failed = impossible(none);
        throw new InvalidInput(failed.message(), failed.remedy(), null);
      }
      case Resolved closure ->
          new BuildRun(shop, request, watch, progress).test(closure, published);
    };
  }

  /**
   * Unpacks package archives into the store, fetching those that it lacks; the contents of all that
   * could be had, in their order.
   *
   * @throws Failure if an archive is not what its format promises
   */
  public List<PackageContents> unpack(List<PackageRequest> archives, Progress progress) {
    List<PackageRequest> there =
        shop.source().fetch(archives, shop.store(), progress).stream()
            .filter(outcome -> !(outcome instanceof FetchOutcome.Failed))
            .map(FetchOutcome::request)
            .toList();
    return new UnpackStep(shop, progress).unpack(there);
  }

  /**
   * Every package that a build may take files from, by id: the closure, and what is there in every
   * installation. With these alone on offer, a request gives the same image.
   */
  public static List<PackageId> drawsFrom(BuildRequest request) {
    Resolution all =
        Resolver.resolve(request.baseline().universe(), request.resolution().withEssential(true));
    Stream<PackageId> machine =
        MachineStep.isWanted(request)
            ? MachineStep.closure(request).ids().stream()
            : Stream.empty();
    Stream<PackageId> image =
        Stream.of(resolve(request), all)
            .flatMap(
                r -> r instanceof Resolved resolved ? resolved.ids().stream() : Stream.empty());
    return Stream.concat(image, machine).distinct().sorted().toList();
  }

  /** What an image would be made of, without fetching anything. */
  public static Preview preview(BuildRequest request) {
    return switch (resolve(request)) {
      case Unsatisfiable none -> new Preview.Impossible(ExplanationText.of(none.explanation()));
      case Resolved closure ->
          new Preview.Closure(
              request.inputDigest(),
              closure.packages(),
              closure.ids().stream()
                  .flatMap(id -> request.baseline().locate(id).stream())
                  .mapToLong(PackageRequest::size)
                  .sum(),
              closure.ids().stream()
                  .mapToLong(id -> installedSize(request.baseline().universe(), id))
                  .sum());
    };
  }

  private static Resolution resolve(BuildRequest request) {
    return Resolver.resolve(request.baseline().universe(), request.resolution());
  }

  private static Failed impossible(Unsatisfiable none) {
    return new Failed(
        Stage.RESOLVE,
        "cannot compose the image: " + ExplanationText.of(none.explanation()).strip(),
        "Correct the blueprint's packages, add a source that has them, or end a hold.");
  }

  private static long installedSize(PackageUniverse universe, PackageId id) {
    IntTable versions = universe.versions();
    return universe.find(id.name()).stream()
        .boxed()
        .flatMap(
            name -> Stream.of(versions.row(name)).flatMapToInt(java.util.Arrays::stream).boxed())
        .filter(p -> universe.id(p).equals(id))
        .mapToLong(universe::installedSize)
        .findFirst()
        .orElse(0);
  }
}
