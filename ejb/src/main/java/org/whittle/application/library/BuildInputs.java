package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.whittle.application.Caller;
import org.whittle.application.RuleSets;
import org.whittle.application.Settings;
import org.whittle.blueprint.Blueprint;
import org.whittle.build.BindingHolds;
import org.whittle.build.BuildRequest;
import org.whittle.catalogue.Baselines;
import org.whittle.catalogue.Draw;
import org.whittle.catalogue.Offers;
import org.whittle.kernel.Digest;
import org.whittle.kernel.PackageName;
import org.whittle.library.BlueprintRevision;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.patches.Hold;
import org.whittle.patches.HoldConflict;
import org.whittle.patches.Holds;
import org.whittle.resolver.PackageUniverse;
import org.whittle.resolver.VersionRange;
import org.whittle.rules.RuleSet;

/** Gathers every input of a build from the database, in one short transaction. */
@ApplicationScoped
public class BuildInputs {
  @Inject private Images images;
  @Inject private Holds holds;
  @Inject private Baselines baselines;
  @Inject private Offers offers;
  @Inject private RuleSets rules;
  @Inject private Settings settings;
  @Inject private Caller caller;

  /**
   * An image's inputs as they are now.
   *
   * @param keptBackBy the holds without which a newer version would be chosen
   * @param conflicts the holds that let in no version of a package which the image needs
   */
  public record Inputs(
      Image image,
      BlueprintRevision revision,
      BuildRequest request,
      List<Hold> keptBackBy,
      List<HoldConflict> conflicts) {
    /** Copies the lists. */
    public Inputs {
      keptBackBy = List.copyOf(keptBackBy);
      conflicts = List.copyOf(conflicts);
    }

    /** Why nothing can be built as long as its holds stay as they are; empty if it can. */
    public Optional<String> contradiction() {
      return conflicts.isEmpty()
          ? Optional.empty()
          : Optional.of(
              conflicts.stream().map(HoldConflict::inWords).collect(Collectors.joining("; ")));
    }
  }

  /** The inputs of an image on its baseline with all approved patches. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Inputs of(long imageId) {
    Image image = images.image(caller.project(), imageId);
    return inputs(image, baselines.draw(image.baselineId()), OptionalInt.empty());
  }

  /**
   * What a rollout lets an image be built from.
   *
   * @param patches exactly these
   * @param rules this version of the rules, for blueprints that pin none; empty: the newest
   * @param snapshots exactly these; none: those that the baseline rests on
   */
  public record Choice(Collection<Long> patches, OptionalInt rules, Collection<Long> snapshots) {}

  /** The inputs of an image as a rollout chooses them. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Inputs of(long imageId, Choice choice) {
    Image image = images.image(caller.project(), imageId);
    Draw draw =
        choice.snapshots().isEmpty()
            ? baselines.draw(image.baselineId(), choice.patches())
            : baselines.drawOf(choice.snapshots(), choice.patches());
    return inputs(image, draw, choice.rules());
  }

  private Inputs inputs(Image image, Draw draw, OptionalInt wanted) {
    BlueprintRevision revision = images.blueprint(image);
    Blueprint blueprint = Blueprints.parsed(revision.yaml());
    BuildRequest free = request(blueprint, revision.digest(), draw, rules.of(blueprint, wanted));
    List<Hold> inForce = holds.inForce(image.id());
    BindingHolds bound =
        BindingHolds.among(free, inForce.stream().map(BuildInputs::asAsked).distinct().toList());
    PackageUniverse universe = free.baseline().universe();
    return new Inputs(
        image,
        revision,
        free.withHolds(bound.binding()),
        inForce.stream().filter(hold -> bound.keepingBack().contains(asAsked(hold))).toList(),
        HoldConflict.among(
            inForce.stream().filter(hold -> bound.binding().contains(asAsked(hold))).toList(),
            name -> versions(universe, new PackageName(name))));
  }

  private static org.whittle.resolver.Hold asAsked(Hold hold) {
    return new org.whittle.resolver.Hold(
        new PackageName(hold.packageName()), hold.versions().range());
  }

  private static Set<String> versions(PackageUniverse universe, PackageName name) {
    return Arrays.stream(universe.matching(name, VersionRange.ANY))
        .mapToObj(universe::id)
        .filter(id -> id.name().equals(name))
        .map(id -> id.version().value())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  /** The inputs of a blueprint that no image has yet. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public BuildRequest of(Blueprint blueprint, Digest digest) {
    return request(
        blueprint,
        digest,
        baselines.draw(Baselines.DEFAULT),
        rules.of(blueprint, OptionalInt.empty()));
  }

  private BuildRequest request(Blueprint blueprint, Digest digest, Draw draw, RuleSet obeyed) {
    return new BuildRequest(
        blueprint, digest, offers.of(draw), List.of(), obeyed, settings.compression());
  }
}
