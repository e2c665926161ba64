package org.whittle.build;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.whittle.blueprint.Blueprint;
import org.whittle.build.BuildOutcome.Built;
import org.whittle.composition.sbom.Materials;
import org.whittle.format.PackageContents;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Progress;
import org.whittle.resolver.Resolved;
import org.whittle.source.PackageRequest;
import org.whittle.thinning.ThinRequest;
import org.whittle.thinning.ThinTree;
import org.whittle.thinning.Thinner;

/**
 * One build under way, once it is known which packages it needs: each step takes what the one
 * before has made, under the watch that knows the stage when a step fails.
 */
record BuildRun(Workshop shop, BuildRequest request, Stopwatch watch, Progress progress) {

  /**
   * The packages at hand.
   *
   * @param archives of the closure
   * @param contents of the closure, as the archives have it
   * @param modules the same with Java modules linked for this image
   * @param reserve what every system has beyond the closure
   * @param machine what starts the image, if a format boots
   */
  private record Unpacked(
      List<PackageRequest> archives,
      List<PackageContents> contents,
      ModuleStep.Linked modules,
      Reserve reserve,
      Optional<MachineStep.Brought> machine) {
    List<PackageContents> linked() {
      return modules.contents();
    }

    List<PackageRequest> allArchives() {
      return both(archives, reserve.archives());
    }

    List<PackageContents> all() {
      return both(contents, reserve.contents());
    }
  }

  /**
   * What the image is to hold, and of which packages it is.
   *
   * @param parts the same with what starts it
   */
  private record Thinned(ThinTree tree, Parts parts, Composition composition) {}

  /** What is in the store for the image. */
  private record Written(
      ComposeStep.Artifacts artifacts, Materials materials, Documents documents) {}

  /**
   * All steps.
   *
   * @param tests whether the retro-tests are run
   */
  Built build(Resolved closure, boolean tests) {
    Unpacked unpacked = unpack(closure);
    Thinned thinned = thin(unpacked, closure);
    MachineStoreStep.Stored machine = writeMachine(unpacked, thinned.tree(), tests);
    Written written = write(thinned, machine);
    VerifyStep.Evidence evidence = verify(unpacked, thinned.tree(), tests);
    return new Built(
        request.inputDigest(),
        thinned.composition(),
        thinned.tree(),
        written.artifacts().oci(),
        written.artifacts().tar(),
        unpacked.machine().map(MachineStep.Brought::machine),
        written.materials(),
        written.documents(),
        both(evidence.faults(), unpacked.modules().whole()),
        evidence.tests().and(machine.boots()),
        evidence.misses(),
        request.blueprint().misses(),
        watch.durations());
  }

  /**
   * The retro-tests alone, of an image that was built before.
   *
   * @param published says whether a tree is the one that was built then
   * @return empty if it is not: then nothing is tested
   */
  Optional<Tested> test(Resolved closure, Predicate<ThinTree> published) {
    Unpacked unpacked = unpack(closure);
    ThinTree tree = thin(unpacked, closure).tree();
    if (!published.test(tree)) {
      return Optional.empty();
    }
    MachineStoreStep.Stored machine = writeMachine(unpacked, tree, true);
    VerifyStep.Evidence evidence = verify(unpacked, tree, true);
    return Optional.of(
        new Tested(
            evidence.tests().and(machine.boots()),
            evidence.misses(),
            request.blueprint().misses(),
            watch.durations().values().stream().reduce(Duration.ZERO, Duration::plus)));
  }

  private Unpacked unpack(Resolved closure) {
    List<PackageRequest> archives =
        watch.time(
            Stage.FETCH,
            () -> new FetchStep(shop, request.baseline(), progress).fetch(closure.ids()));
    List<PackageContents> contents =
        watch.time(Stage.UNPACK, () -> new UnpackStep(shop, progress).unpack(archives));
    Reserve reserve =
        watch.time(Stage.UNPACK, () -> new ReserveStep(shop, progress).bring(request, closure));
    ModuleStep.Linked modules =
        watch.time(Stage.UNPACK, () -> new ModuleStep(shop, progress).link(request, contents));
    Optional<MachineStep.Brought> machine =
        MachineStep.isWanted(request)
            ? Optional.of(
                watch.time(Stage.UNPACK, () -> new MachineStep(shop, progress).bring(request)))
            : Optional.empty();
    return new Unpacked(archives, contents, modules, reserve, machine);
  }

  private Thinned thin(Unpacked unpacked, Resolved closure) {
    ThinTree thinned = thin(unpacked.linked(), unpacked.reserve());
    Resolved used = unpacked.reserve().usedBeside(closure, thinned);
    ThinTree tree =
        PackageDatabase.addTo(
            thinned,
            unpacked.all().stream().filter(c -> used.ids().contains(c.id())).toList(),
            shop.store());
    refuseIfTooLarge(tree, request.blueprint());
    Parts parts =
        new Parts(used, unpacked.allArchives(), unpacked.all(), tree).with(unpacked.machine());
    return new Thinned(
        tree,
        parts,
        Composition.of(parts.packages(), parts.archives(), parts.contents(), parts.tree()));
  }

  /** Thins with as much of the reserve as matters; each time round there is less of it left. */
  private ThinTree thin(List<PackageContents> contents, Reserve reserve) {
    while (true) {
      Asked asked = new Asked();
      try {
        ThinTree tree = watch.time(Stage.THIN, () -> thin(contents, reserve.contents(), asked));
        if (!watch.time(Stage.UNPACK, () -> reserve.bring(asked))) {
          return tree;
        }
      } catch (InvalidInput e) {
        // The reserve may have what the blueprint names.
        if (!reserve.bring(asked)) {
          throw e;
        }
      }
    }
  }

  private ThinTree thin(
      List<PackageContents> contents, List<PackageContents> reserve, Asked asked) {
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
        content -> shop.store().put(content).digest(),
        asked);
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

  private MachineStoreStep.Stored writeMachine(Unpacked unpacked, ThinTree tree, boolean boot) {
    return unpacked
        .machine()
        .map(
            brought ->
                watch.time(
                    Stage.COMPOSE,
                    () -> new MachineStoreStep(shop, request).write(brought.machine(), tree, boot)))
        .orElse(MachineStoreStep.Stored.NOTHING);
  }

  /** Artifacts and documents; synced, so that a name may be published that leads to them. */
  private Written write(Thinned thinned, MachineStoreStep.Stored machine) {
    DocumentStep documents = new DocumentStep(shop, request);
    Materials materials =
        documents.materials(
            thinned.composition(), thinned.parts().contents(), thinned.parts().tree());
    ComposeStep composing = new ComposeStep(shop, request);
    try (Meanwhile meanwhile = new Meanwhile(shop.threads())) {
      Supplier<Map<Documents.Kind, byte[]>> bills =
          meanwhile.start(() -> documents.bills(materials));
      ComposeStep.Artifacts artifacts =
          watch.time(Stage.COMPOSE, () -> composing.write(thinned.tree(), meanwhile));
      Documents written =
          watch.time(
              Stage.DOCUMENT,
              () -> {
                Documents all = documents.write(materials, bills.get(), artifacts, machine.files());
                shop.store().sync();
                return all;
              });
      return new Written(artifacts, materials, written);
    }
  }

  private VerifyStep.Evidence verify(Unpacked unpacked, ThinTree tree, boolean tests) {
    VerifyStep step = new VerifyStep(shop, request.blueprint(), request.baseline().owners(), tests);
    return watch.time(
        Stage.VERIFY, () -> step.verify(tree, unpacked.linked(), unpacked.reserve()::all));
  }

  private static <T> List<T> both(List<T> first, List<T> second) {
    return Stream.concat(first.stream(), second.stream()).toList();
  }
}
