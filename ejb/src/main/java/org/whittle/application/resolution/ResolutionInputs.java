package org.whittle.application.resolution;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import org.whittle.application.Caller;
import org.whittle.catalogue.Baselines;
import org.whittle.catalogue.Draw;
import org.whittle.catalogue.SnapshotDraws;
import org.whittle.format.PackageId;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.Versions;

/** Reads from the database what a question is about, in one short transaction. */
@ApplicationScoped
@Transactional(Transactional.TxType.REQUIRES_NEW)
class ResolutionInputs {
  @Inject private Baselines baselines;
  @Inject private SnapshotDraws snapshots;
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private Caller caller;

  /**
   * What there is to draw from, and what there was before.
   *
   * @param composition the packages of the image's newest version, if an image is named
   * @param requested those of them that its blueprint asked for
   */
  record Inputs(Draw draw, List<PackageId> composition, List<String> requested) {}

  Inputs of(ResolutionQuery query) {
    Draw draw =
        query.snapshot().isPresent()
            ? snapshots.inUse(caller.project(), query.snapshot().getAsLong()).draw()
            : baselines.draw(Baselines.DEFAULT);
    Optional<List<Versions.Line>> lines = query.image().map(this::lines);
    return new Inputs(
        draw,
        lines.orElse(List.of()).stream()
            .map(line -> PackageId.of(line.name(), line.version(), line.architecture()))
            .toList(),
        lines.orElse(List.of()).stream()
            .filter(Versions.Line::requested)
            .map(Versions.Line::name)
            .toList());
  }

  private List<Versions.Line> lines(String name) {
    Image image = images.image(caller.project(), name);
    Versions.ImageVersion newest =
        versions
            .newest(image)
            .orElseThrow(
                () ->
                    new InvalidInput(
                        "cannot update " + name + ": it has no version yet",
                        "Build it first",
                        null));
    return versions.composition(newest.id());
  }
}
