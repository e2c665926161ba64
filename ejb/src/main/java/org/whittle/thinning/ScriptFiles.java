package org.whittle.thinning;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.thinning.ScriptWorld.Change;
import org.whittle.thinning.ScriptWorld.There;
import org.whittle.thinning.ThinTree.UnknownEffect;

/**
 * Commands that make, copy and change files. Each is done wholly or, if a word of it is not
 * understood, not at all.
 */
final class ScriptFiles {
  private final ScriptWorld world;
  private final PackageContents by;
  private final ScriptOwners owners;

  /** Bits that new files do not get (umask(2)); empty if nobody knows. */
  private Optional<Integer> mask = Optional.of(022);

  ScriptFiles(ScriptWorld world, PackageContents by) {
    this.world = world;
    this.by = by;
    this.owners = new ScriptOwners(world, by);
  }

  /**
   * Does a command.
   *
   * @param origin its line
   * @return whether it is successful; empty if it is not understood
   */
  Optional<Truth> run(String command, List<String> words, UnknownEffect origin) {
    return switch (command) {
      case "mkdir" ->
          ScriptOptions.of(words, "-p -v -m: --parents --verbose --mode:")
              .flatMap(o -> directories(o, o.has("-p", "--parents"), origin));
      case "install" -> install(words, origin);
      case "ln" -> link(words, origin);
      case "rm" -> ScriptOptions.of(words, "-f -r -R -v --force --recursive").flatMap(this::remove);
      case "touch" -> ScriptOptions.of(words, "").flatMap(o -> touch(o, origin));
      case "cp" -> copy(words, origin);
      case "ucf" -> configuration(words, origin);
      case "ucfr" -> Optional.of(Truth.TRUE);
      default -> owners.run(command, words, origin);
    };
  }

  /** Takes what umask is told; what is not octal is not known. */
  void mask(Optional<List<String>> words) {
    mask =
        words
            .map(List::getFirst)
            .filter(w -> w.matches("[0-7]{1,4}"))
            .map(w -> Integer.parseInt(w, 8));
  }

  private Optional<Integer> masked(int mode) {
    return mask.map(m -> mode & ~m);
  }

  /** Writes a text to a file that nobody has yet; empty if somebody may have it. */
  Optional<Truth> write(FilePath path, String text, UnknownEffect origin) {
    if (world.isAuthors(path)) {
      return Optional.of(Truth.TRUE);
    }
    if (world.at(path) != There.NOTHING || !hasParent(path)) {
      return Optional.empty();
    }
    return masked(0666)
        .map(
            mode -> {
              world.write(path, text, mode, by, origin);
              return Truth.TRUE;
            });
  }

  private boolean hasParent(FilePath path) {
    return world.at(path.parent()) == There.DIRECTORY;
  }

  static Optional<FilePath> path(String word) {
    return word.startsWith("/") && word.indexOf('\0') < 0
        ? Optional.of(ScriptWorld.place(word))
        : Optional.empty();
  }

  /** All of the words as paths, unless one is none. */
  static Optional<List<FilePath>> paths(List<String> words) {
    List<FilePath> paths = words.stream().flatMap(w -> path(w).stream()).toList();
    return paths.size() == words.size() && !paths.isEmpty() ? Optional.of(paths) : Optional.empty();
  }

  private Optional<Truth> directories(ScriptOptions o, boolean parents, UnknownEffect origin) {
    Optional<List<FilePath>> paths = paths(o.operands());
    Optional<Integer> mode =
        o.has("-m", "--mode")
            ? o.value("-m", "--mode").flatMap(ModeChange::of).map(m -> m.of(0777, true))
            : masked(0777);
    if (paths.isEmpty() || mode.isEmpty()) {
      return Optional.empty();
    }
    Truth done = Truth.TRUE;
    for (FilePath path : paths.get()) {
      There there = world.at(path);
      if (there == There.UNKNOWN || there == There.FILE || (!parents && !hasParent(path))) {
        return Optional.empty();
      }
      if (there == There.NOTHING) {
        world.make(FileEntry.directory(path, mode.get(), 0, 0), by, origin);
      }
      done = done.and(Truth.of(parents || there == There.NOTHING));
    }
    return Optional.of(done);
  }

  private Optional<Truth> install(List<String> words, UnknownEffect origin) {
    Optional<ScriptOptions> read =
        ScriptOptions.of(
            words,
            "-d -D -p -v -c -T -m: -o: -g: --directory --mode: --owner: --group:"
                + " --preserve-timestamps --verbose");
    if (read.isEmpty()) {
      return Optional.empty();
    }
    ScriptOptions o = read.get();
    Optional<ModeChange> mode =
        ModeChange.of(o.value("-m", "--mode").orElse(o.has("-d", "--directory") ? "755" : "0755"));
    if (mode.isEmpty()) {
      return Optional.empty();
    }
    Optional<List<FilePath>> targets;
    if (o.has("-d", "--directory")) {
      targets = paths(o.operands());
      boolean known = targets.stream().flatMap(List::stream).allMatch(this::canBeDirectory);
      if (!known
          || directories(new ScriptOptions(Map.of("-m", "755"), o.operands()), true, origin)
              .isEmpty()) {
        return Optional.empty();
      }
    } else {
      targets = copied(o.operands(), mode, true, origin).map(List::of);
    }
    targets.ifPresent(
        all ->
            all.forEach(
                path ->
                    world.change(
                        new Change(
                            path,
                            Optional.of(o.value("-o", "--owner").orElse("root")),
                            Optional.of(o.value("-g", "--group").orElse("root")),
                            mode,
                            false,
                            by,
                            origin))));
    return targets.map(all -> Truth.TRUE);
  }

  private boolean canBeDirectory(FilePath path) {
    There there = world.at(path);
    return there == There.NOTHING || there == There.DIRECTORY;
  }

  private Optional<Truth> link(List<String> words, UnknownEffect origin) {
    Optional<ScriptOptions> read =
        ScriptOptions.of(words, "-s -f -n -T -v -r --symbolic --force --no-dereference --verbose")
            .filter(o -> o.has("-s", "--symbolic") && !o.has("-r") && o.operands().size() == 2);
    Optional<FilePath> place = read.flatMap(o -> path(o.operands().get(1)));
    if (place.isEmpty() || read.get().operands().getFirst().isEmpty()) {
      return Optional.empty();
    }
    ScriptOptions o = read.get();
    String target = o.operands().getFirst();
    FilePath path = place.get();
    boolean itself = o.has("-n", "--no-dereference", "-T");
    There there = itself ? world.itself(path) : world.at(path);
    if (there == There.DIRECTORY && !o.has("-T")) {
      path = path.child(target.substring(target.replaceFirst("/+$", "").lastIndexOf('/') + 1));
      there = world.itself(path);
    }
    if (world.isAuthors(path)) {
      return Optional.of(Truth.TRUE);
    }
    There before = world.itself(path);
    if (there == There.UNKNOWN || before == There.UNKNOWN || !hasParent(path)) {
      return Optional.empty();
    }
    if (before != There.NOTHING) {
      boolean same = before == There.LINK && isLinkTo(path, target);
      return same && o.has("-f", "--force") ? Optional.of(Truth.TRUE) : Optional.empty();
    }
    world.make(FileEntry.symlink(path, target), by, origin);
    return Optional.of(Truth.TRUE);
  }

  private boolean isLinkTo(FilePath path, String target) {
    return world.below(path).values().stream()
        .anyMatch(f -> f.path().equals(path) && f.link().equals(Optional.of(target)));
  }

  /** Takes away what a script made; what packages ship is not understood. */
  private Optional<Truth> remove(ScriptOptions o) {
    Optional<List<FilePath>> paths = paths(o.operands());
    boolean known =
        paths.stream()
            .flatMap(List::stream)
            .allMatch(p -> world.itself(p) == There.NOTHING || world.isMade(p));
    if (paths.isEmpty() || !known) {
      return Optional.empty();
    }
    paths.get().forEach(world::remove);
    return Optional.of(Truth.TRUE);
  }

  private Optional<Truth> touch(ScriptOptions o, UnknownEffect origin) {
    Optional<List<FilePath>> paths = paths(o.operands());
    boolean known =
        paths.stream()
            .flatMap(List::stream)
            .allMatch(p -> world.at(p) != There.UNKNOWN && hasParent(p));
    Optional<Integer> mode = masked(0666);
    if (paths.isEmpty() || !known || mode.isEmpty()) {
      return Optional.empty();
    }
    for (FilePath path : paths.get()) {
      if (world.at(path) == There.NOTHING) {
        world.write(path, "", mode.get(), by, origin);
      }
    }
    return Optional.of(Truth.TRUE);
  }

  private Optional<Truth> copy(List<String> words, UnknownEffect origin) {
    return ScriptOptions.of(
            words, "-p -a -f -v -L -n -Z --preserve --archive --force --dereference")
        .filter(o -> !o.has("-n") && mask.equals(Optional.of(022)))
        .flatMap(o -> copied(o.operands(), Optional.empty(), false, origin))
        .map(path -> Truth.TRUE);
  }

  /** What ucf(1) does where there is no such file yet: it copies the new one. */
  private Optional<Truth> configuration(List<String> words, UnknownEffect origin) {
    return ScriptOptions.of(
            words,
            "--three-way --debconf-ok --debconf-template: --sum-file: --src-dir: --no-action"
                + " -n -s: --verbose -v --quiet -q")
        .filter(o -> !o.has("-n", "--no-action"))
        .flatMap(o -> copied(o.operands(), Optional.empty(), false, origin))
        .map(path -> Truth.TRUE);
  }

  /**
   * Copies a file to a place where there is none yet.
   *
   * @param mode of the copy; else the file's own
   * @param over whether what a script made there before may be replaced
   */
  private Optional<FilePath> copied(
      List<String> operands, Optional<ModeChange> mode, boolean over, UnknownEffect origin) {
    Optional<List<FilePath>> paths = paths(operands).filter(p -> p.size() == 2);
    Optional<FileEntry> from = paths.flatMap(p -> world.file(p.getFirst()));
    if (from.isEmpty() || paths.isEmpty()) {
      return Optional.empty();
    }
    FilePath to = paths.get().get(1);
    if (world.at(to) == There.DIRECTORY) {
      to = to.child(paths.get().getFirst().name());
    }
    if (world.isAuthors(to)) {
      return Optional.of(to);
    }
    boolean free = world.itself(to) == There.NOTHING || (over && world.remove(to));
    if (!free || !hasParent(to)) {
      return Optional.empty();
    }
    FileEntry f = from.get();
    int bits = mode.map(m -> m.of(0, false)).orElse(f.mode());
    world.make(FileEntry.regular(to, bits, 0, 0, f.size(), f.content().orElseThrow()), by, origin);
    return Optional.of(to);
  }
}
