package org.whittle.application.library;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.List;
import org.whittle.application.Caller;
import org.whittle.application.RuleSets;
import org.whittle.application.Settings;
import org.whittle.blueprint.Blueprint;
import org.whittle.build.BuildRequest;
import org.whittle.catalogue.Baselines;
import org.whittle.catalogue.Draw;
import org.whittle.catalogue.Offers;
import org.whittle.kernel.Digest;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;
import org.whittle.library.BlueprintRevision;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.patches.Holds;
import org.whittle.resolver.Hold;

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

  /** An image's inputs as they are now. */
  public record Inputs(Image image, BlueprintRevision revision, BuildRequest request) {}

  /** The inputs of an image on its baseline with all approved patches. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Inputs of(long imageId) {
    Image image = images.image(caller.project(), imageId);
    return inputs(image, baselines.draw(image.baselineId()));
  }

  /** The inputs of an image on its baseline with exactly these patches. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public Inputs of(long imageId, Collection<Long> patches) {
    Image image = images.image(caller.project(), imageId);
    return inputs(image, baselines.draw(image.baselineId(), patches));
  }

  private Inputs inputs(Image image, Draw draw) {
    BlueprintRevision revision = images.blueprint(image);
    List<Hold> held =
        holds.inForce(image.id()).stream()
            .map(
                hold ->
                    Hold.exactly(
                        new PackageName(hold.packageName()), new Version(hold.heldVersion())))
            .toList();
    BuildRequest request =
        request(Blueprints.parsed(revision.yaml()), revision.digest(), draw, held);
    return new Inputs(image, revision, request);
  }

  /** The inputs of a blueprint that no image has yet. */
  @Transactional(Transactional.TxType.REQUIRES_NEW)
  public BuildRequest of(Blueprint blueprint, Digest digest) {
    return request(blueprint, digest, baselines.draw(Baselines.DEFAULT), List.of());
  }

  private BuildRequest request(
      Blueprint blueprint, Digest digest, Draw draw, List<Hold> holdsInForce) {
    return new BuildRequest(
        blueprint,
        digest,
        offers.of(draw),
        holdsInForce,
        rules.of(blueprint),
        settings.compression());
  }
}
