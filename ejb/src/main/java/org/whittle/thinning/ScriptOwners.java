package org.whittle.thinning;

import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.ScriptWorld.Change;
import org.whittle.thinning.ScriptWorld.There;
import org.whittle.thinning.ThinTree.UnknownEffect;

/** Commands that give files another owner, group or mode. */
final class ScriptOwners {
  private final ScriptWorld world;
  private final PackageContents by;

  ScriptOwners(ScriptWorld world, PackageContents by) {
    this.world = world;
    this.by = by;
  }

  /** Notes what a command changes; empty if it is not understood. */
  Optional<Truth> run(String command, List<String> words, UnknownEffect origin) {
    return switch (command) {
      case "chown" -> owner(words, origin);
      case "chgrp" ->
          ScriptOptions.of(words, "-R -h -f -v --recursive --quiet")
              .flatMap(o -> change(o, "", o.operands().stream().findFirst(), "", 1, origin));
      case "chmod" ->
          ScriptOptions.of(words, "-R -f -v -c --recursive --quiet")
              .flatMap(o -> change(o, "", Optional.empty(), first(o.operands()), 1, origin));
      case "dpkg-statoverride" ->
          ScriptOptions.of(words, "--add --update --force --quiet --force-all")
              .filter(o -> o.has("--add") && o.operands().size() == 4)
              .flatMap(o -> override(o, origin));
      default -> Optional.empty();
    };
  }

  private static String first(List<String> words) {
    return words.isEmpty() ? "" : words.getFirst();
  }

  private Optional<Truth> owner(List<String> words, UnknownEffect origin) {
    Optional<ScriptOptions> o =
        ScriptOptions.of(words, "-R -h -f -v -c --recursive --quiet --no-dereference")
            .filter(read -> read.operands().size() > 1);
    if (o.isEmpty()) {
      return Optional.empty();
    }
    String[] names = o.get().operands().getFirst().split("[:.]", -1);
    return names.length > 2
        ? Optional.empty()
        : change(
            o.get(),
            names[0],
            names.length == 2 ? Optional.of(names[1]) : Optional.empty(),
            "",
            1,
            origin);
  }

  private Optional<Truth> override(ScriptOptions o, UnknownEffect origin) {
    List<String> words = o.operands();
    if (!o.has("--update")) {
      return Optional.empty();
    }
    return change(o, words.get(0), Optional.of(words.get(1)), words.get(2), 3, origin);
  }

  /**
   * Notes a change of owner, group or mode.
   *
   * @param skipped operands before the first path
   */
  private Optional<Truth> change(
      ScriptOptions o,
      String owner,
      Optional<String> group,
      String mode,
      int skipped,
      UnknownEffect origin) {
    Optional<ModeChange> change = mode.isEmpty() ? Optional.empty() : ModeChange.of(mode);
    boolean understood = change.isPresent() || mode.isEmpty();
    boolean names = (owner + group.orElse("")).matches("[\\w.-]*");
    boolean something = change.isPresent() || !owner.isEmpty() || group.isPresent();
    Optional<List<FilePath>> paths =
        o.operands().size() > skipped
            ? ScriptFiles.paths(o.operands().subList(skipped, o.operands().size()))
            : Optional.empty();
    if (!understood || !names || !something || paths.isEmpty()) {
      return Optional.empty();
    }
    for (FilePath path : paths.get()) {
      There there = world.at(path);
      if (there != There.FILE && there != There.DIRECTORY) {
        return Optional.empty();
      }
    }
    for (FilePath path : paths.get()) {
      world.change(
          new Change(
              path,
              Optional.of(owner).filter(n -> !n.isEmpty()),
              group,
              change,
              o.has("-R", "--recursive"),
              by,
              origin));
    }
    return Optional.of(Truth.TRUE);
  }
}
