package org.whittle.thinning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.rules.RuleSet;

/**
 * The maintainer scripts of all packages, gone through as on a new installation: those that every
 * system has first. What they make becomes a candidate, which the image may keep.
 */
final class Scripts {
  private final ScriptWorld world;
  private final Map<PackageContents, ScriptEffects> effects = new LinkedHashMap<>();

  private Scripts(ScriptWorld world) {
    this.world = world;
  }

  static Scripts read(RuleSet rules, Candidates candidates, Probes probes, Generated generated) {
    Scripts scripts = new Scripts(new ScriptWorld(rules, candidates, probes, generated));
    Stream.of(false, true)
        .flatMap(
            composed ->
                candidates.packages().stream()
                    .filter(p -> candidates.isComposed(p.id().name()) == composed))
        .forEach(p -> scripts.read(rules, p));
    scripts.registerAlternatives(candidates);
    scripts.world.made().stream()
        .filter(m -> candidates.at(m.file().path()).isEmpty())
        .filter(m -> candidates.directory(m.file().path()).isEmpty())
        .forEach(m -> candidates.generate(m.file()));
    return scripts;
  }

  private void read(RuleSet rules, PackageContents contents) {
    boolean free = !rules.covers(contents.id().name());
    effects.put(
        contents, ScriptEffects.of(contents, rules.effects(contents.id().name()), world, free));
  }

  /** Offers the links that update-alternatives would make; the highest priority has a name. */
  private void registerAlternatives(Candidates candidates) {
    List<Alternative> found = new ArrayList<>();
    effects.values().forEach(e -> found.addAll(e.alternatives()));
    found.sort(Comparator.comparingInt(Alternative::priority).reversed());
    for (Alternative a : found) {
      FilePath chosen = new FilePath("/etc/alternatives").child(a.name());
      if (candidates.resolve(a.target()).isPresent() && candidates.at(chosen).isEmpty()) {
        candidates.generate(FileEntry.symlink(chosen, a.target().value()));
        if (candidates.at(a.link()).isEmpty()) {
          candidates.generate(FileEntry.symlink(a.link(), chosen.value()));
        }
      }
    }
  }

  /** What the package's scripts do. */
  ScriptEffects of(PackageContents contents) {
    return effects.getOrDefault(contents, new ScriptEffects());
  }

  /** What scripts made and changed. */
  ScriptWorld world() {
    return world;
  }
}
