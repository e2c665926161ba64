package org.whittle.thinning;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;

/**
 * What is kept of a package that is used and of which no rule speaks: its configuration and state,
 * what a program has for itself, and the data and modules that it depends on.
 */
final class Habits {
  private static final Pattern DEPENDS = Pattern.compile("(?m)^(?:Pre-)?Depends:(.*)$");
  private static final Pattern PROGRAM =
      Pattern.compile("/usr/(local/)?(s?bin|games)/[^/]+|/usr/libexec/.+");

  /** As the policies of the languages name them; other packages have modules for themselves. */
  private static final Pattern MODULES =
      Pattern.compile("lib.+-perl|(python3|ruby|node|lua|php|tcl)-.+");

  private static final Pattern MODULE =
      Pattern.compile(
          "/usr/(share|lib(/[a-z0-9_]+-linux-[a-z0-9]+)?)"
              + "/(perl5|nodejs|node_modules|ruby|rubygems-integration|lua|tcltk|php)/.+"
              + "|/usr/lib/python3/dist-packages/.+");
  private static final Pattern LIBRARY =
      Pattern.compile("/usr/lib(32|64|x32)?/([a-z0-9_]+-linux-[a-z0-9]+/)?lib[^/]+\\.so[.\\d]*");

  private final ThinRequest request;
  private final Scripts scripts;
  private final Candidates candidates;
  private final Closure closure;
  private final Providers providers;
  private final Set<PackageName> seen = new HashSet<>();
  private final Set<PackageName> running = new HashSet<>();
  private final Set<PackageName> compiling = new HashSet<>();
  private final Compilers compilers;

  Habits(ThinRequest request, Candidates candidates, Scripts scripts, Closure closure) {
    this.request = request;
    this.scripts = scripts;
    this.candidates = candidates;
    this.closure = closure;
    this.providers = new Providers(candidates);
    this.compilers = new Compilers(candidates);
  }

  /** Whether a path is that of a program that people or other programs start. */
  static boolean isProgram(FilePath path) {
    return PROGRAM.matcher(path.value()).matches();
  }

  /** Whether a path is that of a library that the loader finds by its name. */
  static boolean isLibrary(FilePath path) {
    return LIBRARY.matcher(path.value()).matches();
  }

  /** Offers what is not offered yet. */
  void apply(PackageContents contents) {
    PackageName name = contents.id().name();
    boolean root = request.roots().contains(name);
    if (!candidates.isComposed(name) || request.rules().covers(name)) {
      return;
    }
    if (!compiling.contains(name) && compilers.areKept(closure)) {
      compiling.add(name);
      forCompilers(contents);
    }
    if (!root && !closure.uses(name)) {
      return;
    }
    if (seen.add(name)) {
      configuration(contents);
      data(contents);
      ownFiles(contents, false);
      made(contents);
    }
    if (!running.contains(name) && (root || hasKeptProgram(contents))) {
      running.add(name);
      ownFiles(contents, true);
    }
  }

  private boolean hasKeptProgram(PackageContents contents) {
    return candidates.of(contents).stream()
        .map(c -> c.file().path())
        .anyMatch(path -> isProgram(path) && closure.keeps(path));
  }

  private void configuration(PackageContents contents) {
    Reason reason = Reason.of(Reason.Kind.CONFIGURATION, contents.id().name().value());
    Set<String> conffiles =
        contents
            .controlFiles()
            .getOrDefault("conffiles", "")
            .lines()
            .map(String::strip)
            .collect(Collectors.toSet());
    for (Candidate c : candidates.of(contents)) {
      FilePath path = c.file().path();
      boolean state = c.file().kind() == FileKind.DIRECTORY && isState(path);
      if (state || (conffiles.contains(path.value()) && !Levels.isHousekeeping(path))) {
        closure.offer(c, reason);
      }
    }
  }

  /** What its scripts make is its configuration and state; programs are kept if asked for. */
  private void made(PackageContents contents) {
    for (ScriptWorld.Made made : scripts.world().madeBy(contents)) {
      FilePath path = made.file().path();
      if (!isProgram(path) && !Levels.isLeftOutSafely(path) && !Levels.isHousekeeping(path)) {
        candidates
            .at(path)
            .or(() -> candidates.directory(path))
            .filter(c -> c.owner().isEmpty())
            .ifPresent(c -> closure.offer(c, ScriptChanges.reason(made)));
      }
    }
  }

  private static boolean isState(FilePath path) {
    return path.value().startsWith("/var/")
        && !path.value().startsWith("/var/cache/")
        && path.value().indexOf('/', 5) > 0;
  }

  /** Where a compiler is kept, so is all that it reads: headers, and libraries to be linked. */
  private void forCompilers(PackageContents contents) {
    if (Compilers.needs(candidates, contents)) {
      Reason reason = Reason.of(Reason.Kind.PACKAGE, contents.id().name() + ", for a compiler");
      for (Candidate c : candidates.of(contents)) {
        FilePath path = c.file().path();
        boolean read = Compilers.isForCompilers(path) || !Levels.isLeftOutSafely(path);
        boolean started = isProgram(path) && !Compilers.isTool(path);
        if (c.file().kind() != FileKind.DIRECTORY && read && !started) {
          closure.offer(c, reason);
        }
      }
    }
  }

  /** Packages without programs and libraries are there for those that depend on them. */
  private void data(PackageContents contents) {
    Reason reason =
        Reason.of(Reason.Kind.PACKAGE, "data of which " + contents.id().name() + " depends");
    Matcher depends = DEPENDS.matcher(contents.controlFiles().getOrDefault("control", ""));
    while (depends.find()) {
      for (String relation : depends.group(1).split("[,|]")) {
        String name = relation.strip().split("[\\s(:]", 2)[0];
        providers.of(name).stream()
            .filter(d -> !request.rules().covers(d.id().name()))
            .filter(d -> isData(d) || hasModules(d))
            .flatMap(d -> files(d).stream())
            .filter(c -> !isProgram(c.file().path()) && !isLibrary(c.file().path()))
            .forEach(c -> closure.offer(c, reason));
      }
    }
  }

  /** Modules of a language may come with programs: what imports them does not start those. */
  private boolean hasModules(PackageContents contents) {
    return MODULES.matcher(contents.id().name().value()).matches()
        && candidates.of(contents).stream()
            .map(c -> c.file().path().value())
            .anyMatch(path -> MODULE.matcher(path).matches());
  }

  private boolean isData(PackageContents contents) {
    return candidates.of(contents).stream()
        .map(Candidate::file)
        .filter(f -> f.kind() != FileKind.DIRECTORY)
        .map(FileEntry::path)
        .noneMatch(path -> isProgram(path) || isLibrary(path));
  }

  /**
   * Data, plug-ins and helpers lie beside programs and libraries, which are kept if asked for. A
   * library without a version in its name is not linked against, where there are no headers: it is
   * opened by its name.
   *
   * @param helpers whether what can be started is meant too: a library's own scripts are the
   *     packager's
   */
  private void ownFiles(PackageContents contents, boolean helpers) {
    Reason reason = Reason.of(Reason.Kind.PACKAGE, contents.id().name().value());
    boolean linked = Compilers.needs(candidates, contents);
    for (Candidate c : files(contents)) {
      FilePath path = c.file().path();
      boolean library = isLibrary(path) && (linked || !path.name().endsWith(".so"));
      boolean helper = c.file().isExecutable() && !path.name().contains(".so");
      if (!isProgram(path) && !library && (helpers || !helper)) {
        closure.offer(c, reason);
      }
    }
  }

  /** All but what an application never reads. */
  private List<Candidate> files(PackageContents contents) {
    return candidates.of(contents).stream()
        .filter(c -> c.file().kind() != FileKind.DIRECTORY)
        .filter(c -> !Levels.isLeftOutSafely(c.file().path()))
        .filter(c -> !Levels.isHousekeeping(c.file().path(), contents.id().name()))
        .toList();
  }
}
