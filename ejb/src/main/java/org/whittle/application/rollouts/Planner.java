package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.whittle.application.library.BuildInputs;
import org.whittle.build.ImageBuilder;
import org.whittle.build.Preview;
import org.whittle.kernel.InvalidInput;
import org.whittle.library.Versions;
import org.whittle.patches.BuiltImages;
import org.whittle.patches.Disposition;
import org.whittle.patches.Hold;
import org.whittle.patches.Patches;
import org.whittle.patches.Plan;
import org.whittle.patches.PlannedLine;
import org.whittle.patches.RolloutCause;
import org.whittle.patches.Scope;
import org.whittle.resolver.ResolvedPackage;

/** Plans rollouts: resolves each image that may change anew, virtually, and compares. */
@ApplicationScoped
class Planner {
  private static final int MOST_IMAGES = 100_000;

  @Inject private Patches patches;
  @Inject private BuiltImages images;
  @Inject private Versions versions;
  @Inject private BuildInputs inputs;

  /** The plan of a rollout. */
  Plan plan(Terms terms) {
    List<PlannedLine> lines = new ArrayList<>();
    for (BuiltImages.BuiltImage image : concerned(terms)) {
      lines.add(line(terms, image));
    }
    return new Plan(lines, terms.verification());
  }

  private List<BuiltImages.BuiltImage> concerned(Terms terms) {
    if (terms.purpose().cause() != RolloutCause.PATCHES) {
      return images.of(terms.projectId(), terms.scope());
    }
    Set<Long> touched =
        patches.touched(terms.projectId(), terms.rolled(), 0, MOST_IMAGES).stream()
            .map(Patches.Touched::imageId)
            .collect(Collectors.toSet());
    return touched.isEmpty()
        ? List.of()
        : images.of(terms.projectId(), Scope.ALL).stream()
            .filter(image -> touched.contains(image.imageId()))
            .toList();
  }

  private PlannedLine line(Terms terms, BuiltImages.BuiltImage image) {
    Optional<String> unaffected = Bringing.whyNothing(terms, image);
    if (unaffected.isPresent()) {
      return line(image, Disposition.UNAFFECTED, unaffected.get());
    }
    try {
      BuildInputs.Inputs given = inputs.of(image.imageId(), terms.choice());
      if (given.contradiction().isPresent()) {
        return line(image, Disposition.UNRESOLVABLE, given.contradiction().get());
      }
      return switch (ImageBuilder.preview(given.request())) {
        case Preview.Impossible impossible ->
            line(image, Disposition.UNRESOLVABLE, impossible.explanation());
        case Preview.Closure closure -> compare(terms, image, given, closure);
      };
    } catch (InvalidInput invalid) {
      return line(image, Disposition.UNRESOLVABLE, invalid.messageWithRemedy());
    }
  }

  private PlannedLine compare(
      Terms terms,
      BuiltImages.BuiltImage image,
      BuildInputs.Inputs given,
      Preview.Closure closure) {
    Versions.ImageVersion newest = versions.newest(given.image()).orElseThrow();
    List<Versions.Line> before = versions.composition(newest.id());
    Changes changes = Changes.between(before, closure);
    List<Hold> held = given.keptBackBy();
    boolean byPackages = Bringing.byPackages(terms);
    if (byPackages && changes.names().isEmpty()) {
      return held.isEmpty()
          ? line(image, Disposition.UNAFFECTED, "the composition stays the same")
          : line(image, Disposition.HELD, because(held));
    }
    if (newest.inputDigest().equals(closure.input())) {
      return line(image, Disposition.UNAFFECTED, "it was built from exactly these inputs");
    }
    String reason = held.isEmpty() ? "" : because(held);
    return new PlannedLine(
        image.imageId(),
        image.image(),
        image.versionId(),
        image.version(),
        image.blueprintId(),
        Disposition.REBUILD,
        cut(reason),
        Optional.of(closure.input()),
        Bringing.brings(terms, image, given.request().rules().digest(), changes.updates()),
        changes.names().size(),
        changes.sizeKib());
  }

  /**
   * What a composition changes.
   *
   * @param names packages that come, go or change their version
   * @param updates whether one that stays changes its version
   */
  private record Changes(Set<String> names, boolean updates, long sizeKib) {
    static Changes between(List<Versions.Line> before, Preview.Closure closure) {
      Map<String, String> old = new HashMap<>();
      before.forEach(line -> old.put(line.name(), line.version()));
      Map<String, String> now = new HashMap<>();
      for (ResolvedPackage resolved : closure.packages()) {
        now.put(resolved.id().name().value(), resolved.id().version().value());
      }
      TreeSet<String> changed = new TreeSet<>(old.keySet());
      changed.addAll(now.keySet());
      changed.removeIf(name -> old.getOrDefault(name, "").equals(now.getOrDefault(name, "")));
      long oldKib = before.stream().mapToLong(Versions.Line::installedKib).sum();
      return new Changes(
          changed,
          changed.stream().anyMatch(name -> old.containsKey(name) && now.containsKey(name)),
          closure.installed() / 1024 - oldKib);
    }
  }

  private static PlannedLine line(
      BuiltImages.BuiltImage image, Disposition disposition, String reason) {
    return new PlannedLine(
        image.imageId(),
        image.image(),
        image.versionId(),
        image.version(),
        image.blueprintId(),
        disposition,
        cut(reason),
        Optional.empty(),
        Set.of(),
        0,
        0L);
  }

  private static String cut(String reason) {
    return reason.length() <= 2000 ? reason : reason.substring(0, 1999) + "…";
  }

  private static String because(List<Hold> held) {
    return held.stream().map(Hold::inWords).collect(Collectors.joining("; "));
  }
}
