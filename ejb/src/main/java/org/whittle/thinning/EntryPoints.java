package org.whittle.thinning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.rules.RuleSet;

/** Where the closure begins: what the blueprint names, else what its packages are there for. */
final class EntryPoints {
  private static final int MAX_UNIT = 1 << 16;
  private static final FilePath UNITS = new FilePath("/usr/lib/systemd/system");
  private static final Pattern EXEC =
      Pattern.compile("(?m)^Exec(?:Start|StartPre|Reload)=[-@:+!]*(/\\S+)");
  private static final Pattern DEPENDS = Pattern.compile("(?m)^(?:Pre-)?Depends:(.*)$");

  private final Blueprint blueprint;
  private final RuleSet rules;
  private final Candidates candidates;
  private final Programs programs;
  private final Probes probes;
  private final List<Candidate> explicit = new ArrayList<>();

  EntryPoints(
      Blueprint blueprint, RuleSet rules, Candidates candidates, Programs programs, Probes probes) {
    this.blueprint = blueprint;
    this.rules = rules;
    this.candidates = candidates;
    this.programs = programs;
    this.probes = probes;
  }

  /** Hands all entry points to the closure. */
  void seed(Closure closure, Set<PackageName> roots) {
    explicit.clear();
    for (FilePath path : blueprint.entryPoints()) {
      named(closure, path.value(), "entry point of the blueprint");
    }
    command(closure, blueprint.run().entryPoint());
    if (blueprint.run().entryPoint().isEmpty()) {
      command(closure, blueprint.run().command());
    } else {
      arguments(closure, blueprint.run().command());
    }
    roots.stream()
        .sorted()
        .flatMap(r -> candidates.packageNamed(r).stream())
        .flatMap(r -> withoutMeta(r, new LinkedHashSet<>()).stream())
        .distinct()
        .filter(r -> !rules.covers(r.id().name()))
        .forEach(r -> root(closure, r));
  }

  private void command(Closure closure, List<String> command) {
    if (!command.isEmpty()) {
      named(closure, command.getFirst(), "command of the image");
      arguments(closure, command.subList(1, command.size()));
    }
  }

  private void arguments(Closure closure, List<String> arguments) {
    for (String argument : arguments) {
      if (argument.startsWith("/") && argument.indexOf('\0') < 0) {
        FilePath path = FilePath.ROOT.resolveLink(argument);
        closure.want(path, Reason.of(Reason.Kind.ENTRY_POINT, "argument of the command"));
      }
    }
  }

  private void named(Closure closure, String name, String why) {
    Optional<FilePath> path = programs.find(name);
    if (path.isEmpty()) {
      Optional<FilePath> directory =
          Optional.of(name)
              .filter(n -> n.startsWith("/"))
              .map(n -> UsrMerge.canonical(FilePath.ROOT.resolveLink(n)));
      if (directory
          .filter(d -> closure.want(d, Reason.of(Reason.Kind.ENTRY_POINT, why)))
          .isPresent()) {
        return;
      }
      throw new InvalidInput(
          "cannot thin "
              + blueprint.name()
              + ": "
              + name
              + ", "
              + why
              + ", is in no package of the composition and not in the overlay",
          "Add the package that ships it, or correct the path",
          null);
    }
    closure.want(path.get(), Reason.of(Reason.Kind.ENTRY_POINT, why));
    candidates.resolve(path.get()).ifPresent(explicit::add);
  }

  /** A package that ships nothing but documentation stands for those that it depends on. */
  private Set<PackageContents> withoutMeta(PackageContents root, Set<PackageContents> seen) {
    if (!seen.add(root) || !isMeta(root)) {
      return seen;
    }
    Matcher depends = DEPENDS.matcher(root.controlFiles().getOrDefault("control", ""));
    while (depends.find()) {
      for (String relation : depends.group(1).split("[,|]")) {
        String name = relation.strip().split("[\\s(:]")[0];
        if (!name.isEmpty()) {
          candidates.packageNamed(new PackageName(name)).ifPresent(p -> withoutMeta(p, seen));
        }
      }
    }
    return seen;
  }

  private boolean isMeta(PackageContents contents) {
    return candidates.of(contents).stream()
        .map(Candidate::file)
        .allMatch(f -> f.kind() == FileKind.DIRECTORY || Levels.isLeftOutSafely(f.path()));
  }

  /** What a root package is there for, where no rule says it. */
  private void root(Closure closure, PackageContents root) {
    String name = root.id().name().value();
    List<Candidate> files = candidates.of(root);
    boolean named = explicit.stream().anyMatch(e -> e.owner().equals(Optional.of(root)));
    List<Candidate> own = files.stream().filter(c -> isProgram(c.file())).toList();
    if (!named) {
      own.forEach(c -> closure.offer(c, Reason.of(Reason.Kind.ENTRY_POINT, "program of " + name)));
      files.forEach(c -> unit(closure, c));
    }
    if (own.isEmpty() && !named) {
      // A library or data package that somebody asked for by name is wanted whole.
      files.stream()
          .filter(c -> c.file().kind() != FileKind.DIRECTORY)
          .filter(c -> !Levels.isLeftOutSafely(c.file().path()))
          .forEach(c -> closure.offer(c, Reason.of(Reason.Kind.ENTRY_POINT, "file of " + name)));
    }
  }

  private static boolean isProgram(FileEntry file) {
    String directory = file.path().parent().value();
    return file.kind() != FileKind.DIRECTORY
        && (directory.equals("/usr/bin")
            || directory.equals("/usr/sbin")
            || directory.equals("/usr/games"));
  }

  private void unit(Closure closure, Candidate candidate) {
    FilePath path = candidate.file().path();
    if (path.isEntryOf(UNITS) && path.name().endsWith(".service")) {
      Matcher exec = EXEC.matcher(probes.text(candidate, MAX_UNIT));
      while (exec.find()) {
        closure.want(
            FilePath.ROOT.resolveLink(exec.group(1)),
            Reason.of(Reason.Kind.ENTRY_POINT, "started by " + path.name()));
      }
    }
  }
}
