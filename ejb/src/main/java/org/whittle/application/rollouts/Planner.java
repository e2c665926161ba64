package org.whittle.application.rollouts;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.whittle.application.library.BuildInputs;
import org.whittle.build.ImageBuilder;
import org.whittle.build.Preview;
import org.whittle.library.Image;
import org.whittle.library.Versions;
import org.whittle.patches.Disposition;
import org.whittle.patches.Hold;
import org.whittle.patches.Patches;
import org.whittle.patches.Plan;
import org.whittle.patches.PlannedLine;
import org.whittle.resolver.ResolvedPackage;

/** Plans rollouts: resolves each touched image anew, virtually, and compares. */
@ApplicationScoped
class Planner {
  private static final int MOST_IMAGES = 100_000;

  @Inject private Patches patches;
  @Inject private Versions versions;
  @Inject private BuildInputs inputs;

  /**
   * The plan of a rollout.
   *
   * @param rolled the patches that it is about
   * @param basis all patches that compositions draw from, those approved before included
   */
  Plan plan(int projectId, Collection<Long> rolled, Collection<Long> basis) {
    List<PlannedLine> lines = new ArrayList<>();
    for (Patches.Touched touched : patches.touched(projectId, rolled, 0, MOST_IMAGES)) {
      lines.add(line(touched, basis));
    }
    return new Plan(lines);
  }

  private PlannedLine line(Patches.Touched touched, Collection<Long> basis) {
    BuildInputs.Inputs given = inputs.of(touched.imageId(), basis);
    Versions.ImageVersion newest = versions.newest(given.image()).orElseThrow();
    List<Versions.Line> before = versions.composition(newest.id());
    if (given.contradiction().isPresent()) {
      String reason = given.contradiction().get();
      return line(given, newest, Disposition.UNRESOLVABLE, reason, Optional.empty());
    }
    return switch (ImageBuilder.preview(given.request())) {
      case Preview.Impossible impossible ->
          line(given, newest, Disposition.UNRESOLVABLE, impossible.explanation(), Optional.empty());
      case Preview.Closure closure -> compare(given, newest, before, closure);
    };
  }

  private PlannedLine compare(
      BuildInputs.Inputs given,
      Versions.ImageVersion newest,
      List<Versions.Line> before,
      Preview.Closure closure) {
    Map<String, String> old = new HashMap<>();
    before.forEach(line -> old.put(line.name(), line.version()));
    Map<String, String> now = new HashMap<>();
    for (ResolvedPackage resolved : closure.packages()) {
      now.put(resolved.id().name().value(), resolved.id().version().value());
    }
    TreeSet<String> changed = new TreeSet<>(old.keySet());
    changed.addAll(now.keySet());
    changed.removeIf(name -> old.getOrDefault(name, "").equals(now.getOrDefault(name, "")));
    List<Hold> held = given.keptBackBy();
    if (changed.isEmpty()) {
      return held.isEmpty()
          ? line(
              given,
              newest,
              Disposition.UNAFFECTED,
              "the composition stays the same",
              Optional.empty())
          : line(given, newest, Disposition.HELD, because(held), Optional.empty());
    }
    long oldKib = before.stream().mapToLong(Versions.Line::installedKib).sum();
    return line(
        given,
        newest,
        Disposition.REBUILD,
        held.isEmpty() ? "" : because(held),
        Optional.of(new Change(changed.size(), closure.installed() / 1024 - oldKib, closure)));
  }

  private record Change(int packages, long sizeKib, Preview.Closure closure) {}

  private static PlannedLine line(
      BuildInputs.Inputs given,
      Versions.ImageVersion from,
      Disposition disposition,
      String reason,
      Optional<Change> change) {
    Image image = given.image();
    return new PlannedLine(
        image.id(),
        image.name(),
        from.id(),
        from.number(),
        given.revision().id(),
        disposition,
        reason.length() <= 2000 ? reason : reason.substring(0, 1999) + "…",
        change.map(c -> c.closure().input()),
        change.map(Change::packages).orElse(0),
        change.map(Change::sizeKib).orElse(0L));
  }

  private static String because(List<Hold> held) {
    return held.stream().map(Hold::inWords).collect(Collectors.joining("; "));
  }
}
