package org.whittle.application.library;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Locale;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.application.holds.HoldViews;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.library.Channels;
import org.whittle.library.Image;
import org.whittle.library.Images;
import org.whittle.library.VersionDocuments;
import org.whittle.library.Versions;
import org.whittle.patches.HoldConflict;
import org.whittle.patches.Standings;

/** Reads images and their versions. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadLibrary {
  @Inject private Images images;
  @Inject private Versions versions;
  @Inject private VersionDocuments documents;
  @Inject private Channels channels;
  @Inject private HoldViews holds;
  @Inject private Standings standings;
  @Inject private Differences differences;
  @Inject private ImageViews views;
  @Inject private Caller caller;

  /** Images, by name if no other order is asked for. */
  public Page<ImageRow> images(ImageQuery query, PageRequest page) {
    String text = query.text().strip().toLowerCase(Locale.ROOT);
    List<ImageRow> rows =
        standings
            .find(
                caller.project(),
                text,
                query.state(),
                page.sort(),
                page.descending(),
                page.first(),
                page.size())
            .stream()
            .map(views::row)
            .toList();
    return new Page<>(rows, standings.count(caller.project(), text, query.state()));
  }

  /** One image. */
  public ImagePage image(String name) {
    Image image = images.image(caller.project(), name);
    ImageRow row =
        standings
            .of(caller.project(), name)
            .map(views::row)
            .orElseThrow(() -> new NotFound("cannot find image \"" + name + "\""));
    List<String> conflicts = holds.conflicts(image.id());
    return new ImagePage(
        row,
        image.blueprintRevision(),
        images.blueprint(image).yaml(),
        images.labels(image.id()),
        image.lastFailure(),
        versions.of(image.id()).stream().map(views::row).toList(),
        channels.of(image.id()).stream()
            .map(c -> new ImagePage.ChannelView(c.name(), c.version(), c.movedAt(), c.movedBy()))
            .toList(),
        holds.of(image.id()),
        conflicts,
        conflicts.isEmpty() && image.lastFailure().filter(HoldConflict::isTold).isPresent());
  }

  /** One version of an image. */
  public VersionPage version(String image, int number) {
    Versions.ImageVersion version = versions.version(images.image(caller.project(), image), number);
    long id = version.id();
    return new VersionPage(
        image,
        views.row(version),
        version.inputDigest().toString(),
        version.blueprintRevision(),
        version.blueprint(),
        version.durationMillis(),
        version.layers(),
        version.ociBytes(),
        version.tar().map(Digest::toString),
        version.tarBytes(),
        documents.of(id).stream()
            .filter(file -> file.kind().boots())
            .map(
                file ->
                    new VersionPage.MachineFile(
                        file.kind().name().toLowerCase(Locale.ROOT), file.size()))
            .toList(),
        versions.composition(id).stream().map(ImageViews::line).toList(),
        versions.tests(id).stream()
            .map(
                t ->
                    new VersionPage.TestView(
                        t.name(), t.verdict(), t.durationMillis(), t.detail(), t.log()))
            .toList(),
        versions.faults(id).stream()
            .map(f -> new VersionPage.FaultView(f.kind(), f.path(), f.detail()))
            .toList(),
        versions.effects(id).stream()
            .map(e -> new VersionPage.EffectView(e.packageName(), e.script(), e.line(), e.text()))
            .toList(),
        versions.misses(id).stream().map(ImageViews::miss).toList(),
        version.missesNotKnown());
  }

  /** What differs between two versions. */
  public VersionDifference difference(String image, int from, int to) {
    Image found = images.image(caller.project(), image);
    return differences.between(image, versions.version(found, from), versions.version(found, to));
  }
}
