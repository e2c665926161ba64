package org.whittle.application.patches;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import org.whittle.application.Caller;
import org.whittle.application.Page;
import org.whittle.application.PageRequest;
import org.whittle.application.Roles;
import org.whittle.patches.Advisories;
import org.whittle.patches.PatchChangelogs;
import org.whittle.patches.Patches;

/** Reads patches and what they touch. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class ReadPatches {
  @Inject private Patches patches;
  @Inject private Advisories advisories;
  @Inject private PatchChangelogs changelogs;
  @Inject private Caller caller;

  /** Patches, the gravest first, then those that affect most images. */
  public Page<PatchRow> patches(PatchQuery query, PageRequest page) {
    String text = query.text().strip().toLowerCase(Locale.ROOT);
    List<PatchRow> rows =
        patches
            .find(
                caller.project(),
                text,
                query.state(),
                query.affectingOnly(),
                page.first(),
                page.size())
            .stream()
            .map(ReadPatches::row)
            .toList();
    return new Page<>(
        rows, patches.count(caller.project(), text, query.state(), query.affectingOnly()));
  }

  /** One patch. */
  public PatchPage patch(long id) {
    Patches.Patch patch = patches.patch(caller.project(), id);
    Optional<String> supersededBy =
        patch.supersededBy().isEmpty()
            ? Optional.empty()
            : Optional.of(
                patches.patch(caller.project(), patch.supersededBy().getAsLong()).newVersion());
    OptionalLong rollout = patches.rollout(id);
    return new PatchPage(
        row(patch),
        supersededBy,
        patches.binaries(id).stream()
            .map(
                b ->
                    new PatchPage.Binary(
                        b.name(),
                        b.architecture(),
                        b.oldVersion(),
                        b.newVersion(),
                        b.sizeChangeKib()))
            .toList(),
        rollout.isPresent() ? Optional.of(rollout.getAsLong()) : Optional.empty(),
        mended(advisories.of(id)),
        changelogs.of(id).map(PatchChangelogs.Said::text));
  }

  /** Each vulnerability once, with all who name it. */
  private static List<PatchPage.Mended> mended(List<Advisories.Mended> said) {
    Map<String, List<Advisories.Mended>> byName = new LinkedHashMap<>();
    said.forEach(one -> byName.computeIfAbsent(one.name(), n -> new ArrayList<>()).add(one));
    return byName.entrySet().stream()
        .map(
            one ->
                new PatchPage.Mended(
                    one.getKey(),
                    one.getValue().getFirst().severity(),
                    one.getValue().stream()
                        .map(Advisories.Mended::summary)
                        .filter(summary -> !summary.isEmpty())
                        .findFirst()
                        .orElse(""),
                    one.getValue().stream().flatMap(m -> m.feed().stream()).distinct().toList(),
                    one.getValue().stream().anyMatch(m -> m.feed().isEmpty())))
        .toList();
  }

  /** Images that the patch touches, by name. */
  public Page<AffectedImage> affected(long id, PageRequest page) {
    Patches.Patch patch = patches.patch(caller.project(), id);
    List<AffectedImage> rows =
        patches.touched(caller.project(), List.of(id), page.first(), page.size()).stream()
            .map(
                t ->
                    new AffectedImage(
                        t.image(),
                        t.version(),
                        t.packages(),
                        t.byFile(),
                        t.filesChanged(),
                        t.reason(),
                        t.heldBecause()))
            .toList();
    return new Page<>(rows, patch.affected());
  }

  private static PatchRow row(Patches.Patch patch) {
    return new PatchRow(
        patch.id(),
        patch.sourceName(),
        patch.oldVersion(),
        patch.newVersion(),
        patch.suite(),
        patch.firstSeenAt(),
        patch.state(),
        patch.binaries(),
        patch.affected(),
        patch.affectedByFile(),
        patch.unknownByFile(),
        patch.held(),
        patch.advisories(),
        patch.severity(),
        patch.urgency(),
        patch.told());
  }
}
