package org.whittle.build;

import java.util.List;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Stream;
import org.whittle.blueprint.Blueprint;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.build.BuildOutcome.Failed;
import org.whittle.build.ReserveStep.Reserve;
import org.whittle.composition.sbom.Materials;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Progress;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.IntTable;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Unsatisfiable;
import org.whittle.source.FetchOutcome;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.ThinRequest;
import org.whittle.thinning.ThinTree;
import org.whittle.thinning.Thinner;

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
        case Resolved closure -> build(request, closure, tests, watch, progress);
      };
    } catch (Failure e) {
      return new Failed(watch.stage(), e.getMessage(), e.remedy().orElse(""));
    }
  }

  private Built build(
      BuildRequest request, Resolved closure, boolean tests, Stopwatch watch, Progress progress) {
    List<PackageRequest> archives =
        watch.time(
            Stage.FETCH,
            () -> new FetchStep(shop, request.baseline(), progress).fetch(closure.ids()));
    List<PackageContents> contents =
        watch.time(Stage.UNPACK, () -> new UnpackStep(shop, progress).unpack(archives));
    Reserve reserve =
        watch.time(Stage.UNPACK, () -> new ReserveStep(shop, progress).bring(request, closure));
    List<PackageContents> linked =
        watch.time(Stage.UNPACK, () -> new ModuleStep(shop, progress).link(request, contents));
    ThinTree thinned = watch.time(Stage.THIN, () -> thin(request, linked, reserve.contents()));
    Resolved used = reserve.usedBeside(closure, thinned);
    List<PackageContents> unpacked = both(contents, reserve.contents());
    ThinTree tree =
        PackageDatabase.addTo(
            thinned,
            unpacked.stream().filter(c -> used.ids().contains(c.id())).toList(),
            shop.store());
    refuseIfTooLarge(tree, request.blueprint());
    Composition composition =
        Composition.of(used, both(archives, reserve.archives()), unpacked, tree);
    DocumentStep documents = new DocumentStep(shop, request);
    Materials materials = documents.materials(composition, unpacked, tree);
    ComposeStep composing = new ComposeStep(shop, request.blueprint(), request.baseline().date());
    ComposeStep.Artifacts artifacts = watch.time(Stage.COMPOSE, () -> composing.write(tree));
    Documents written =
        watch.time(
            Stage.DOCUMENT,
            () -> {
              Documents all = documents.write(materials, artifacts);
              shop.store().sync();
              return all;
            });
    VerifyStep.Evidence evidence =
        watch.time(
            Stage.VERIFY,
            () ->
                new VerifyStep(shop, request.blueprint(), tests)
                    .verify(tree, linked, reserve.contents()));
    return new Built(
        request.inputDigest(),
        composition,
        tree,
        artifacts.oci(),
        artifacts.tar(),
        materials,
        written,
        evidence.faults(),
        evidence.tests(),
        evidence.misses(),
        request.blueprint().misses(),
        watch.durations());
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
    return Stream.of(resolve(request), all)
        .flatMap(r -> r instanceof Resolved resolved ? resolved.ids().stream() : Stream.empty())
        .distinct()
        .sorted()
        .toList();
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

  private static void refuseIfTooLarge(ThinTree tree, Blueprint blueprint) {
    OptionalLong limit = blueprint.maxBytes();
    if (limit.isPresent() && tree.size() > limit.getAsLong()) {
      throw new InvalidInput(
          String.format(
              Locale.ROOT,
              "cannot compose the image: its files have %.1f MB, the blueprint allows %.1f MB",
              tree.size() / 1e6,
              limit.getAsLong() / 1e6),
          "Raise max-size, or leave out packages and entry points that are not needed.",
          null);
    }
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }

  private ThinTree thin(
      BuildRequest request, List<PackageContents> contents, List<PackageContents> reserve) {
    ThinRequest thinRequest =
        new ThinRequest(
            request.blueprint(),
            Set.copyOf(request.blueprint().packages()),
            contents,
            reserve,
            request.rules());
    return Thinner.thin(
        thinRequest,
        shop.store()::open,
        shop.derived(),
        content -> shop.store().put(content).digest());
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
