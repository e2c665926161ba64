package org.whittle.thinning;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.elf.ElfFile;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;
import org.whittle.rules.Glob;

/**
 * The files kept so far, each with the first reason found, and the work that they cause.
 *
 * <p>Files are <em>wanted</em> (something cannot do without) or <em>offered</em> (a pattern or
 * habit names them: what a rule drops stays out). Order of discovery is the order of the calls; the
 * result is the same for the same calls.
 */
final class Closure {
  private static final int MAX_LINKS = 40;
  private static final Pattern MODULE =
      Pattern.compile("/usr/(lib|share|local/lib)/.*\\.(py|pm|pl|rb|tcl|lua|js|mjs)");
  private static final Set<Reason.Kind> MODULE_REASONS =
      EnumSet.of(
          Reason.Kind.RULE, Reason.Kind.CONFIGURATION, Reason.Kind.LEVEL, Reason.Kind.IMPORT);

  private final Candidates candidates;
  private final Probes probes;
  private final LibrarySearch libraries;
  private final Programs programs;
  private final Collection<Drop> drops;
  private final Map<FilePath, Kept> kept = new LinkedHashMap<>();
  private final List<Kept> order = new ArrayList<>();
  private final Set<PackageName> used = new HashSet<>();
  private final ArrayDeque<Candidate> work = new ArrayDeque<>();
  private final Map<FilePath, List<FilePath>> searchPaths = new HashMap<>();
  private final Map<String, FilePath> loaded = new HashMap<>();
  private final List<Missing> missing = new ArrayList<>();

  /** A file that is kept and why. */
  record Kept(Candidate candidate, Reason reason) {}

  /**
   * What a rule leaves out.
   *
   * @param layer of the rule: one of a later layer may keep it all the same
   */
  record Drop(Glob glob, int layer) {}

  private record Missing(String soname, FilePath by) {}

  Closure(
      Candidates candidates,
      Probes probes,
      LibrarySearch libraries,
      Programs programs,
      Collection<Drop> drops) {
    this.candidates = candidates;
    this.probes = probes;
    this.libraries = libraries;
    this.programs = programs;
    this.drops = drops;
  }

  /** Keeps what the path leads to, and the links on the way; false if there is nothing. */
  boolean want(FilePath asked, Reason reason) {
    FilePath path = UsrMerge.canonical(asked);
    Reason because = reason;
    for (int links = 0; links < MAX_LINKS; links++) {
      Optional<Candidate> found = candidates.at(path);
      if (found.isEmpty()) {
        Optional<Candidate> link = candidates.linkOnTheWay(path);
        if (link.isEmpty()) {
          return keepDirectory(path, because);
        }
        FileEntry entry = link.get().file();
        keep(link.get(), new Reason(Reason.Kind.LINK, asked.value(), reason.because()));
        path = Candidates.through(entry, path);
      } else {
        keep(found.get(), because);
        FileEntry entry = found.get().file();
        if (entry.kind() != FileKind.SYMLINK) {
          return true;
        }
        because = Reason.of(Reason.Kind.LINK_TARGET, entry.link().orElseThrow(), path);
        path = Candidates.follow(entry);
      }
    }
    throw new Corrupted("cannot follow the link " + asked + ": more than " + MAX_LINKS + " links");
  }

  private boolean keepDirectory(FilePath path, Reason reason) {
    Optional<Candidate> directory = candidates.directory(path);
    directory.ifPresent(d -> kept.putIfAbsent(path, new Kept(d, reason)));
    return directory.isPresent();
  }

  /** Keeps a file unless a rule drops it; a link leads on to its target. */
  void offer(Candidate candidate, Reason reason) {
    offer(candidate, reason, 0);
  }

  /** Keeps a file, as a rule of the layer says, unless one of this layer or a later drops it. */
  void offer(Candidate candidate, Reason reason, int layer) {
    FilePath path = candidate.file().path();
    if (kept.containsKey(path) || isDropped(path, layer)) {
      return;
    }
    if (candidate.file().kind() == FileKind.DIRECTORY) {
      keepDirectory(path, reason);
    } else {
      want(path, reason);
    }
  }

  /** Keeps what a path leads to unless a rule drops it. */
  void offerPath(FilePath asked, Reason reason) {
    FilePath path = UsrMerge.canonical(asked);
    if (!kept.containsKey(path) && !isDropped(path, 0)) {
      want(path, reason);
    }
  }

  private boolean isDropped(FilePath path, int layer) {
    for (Drop d : drops) {
      if (d.layer() >= layer && d.glob().matches(path)) {
        return true;
      }
    }
    return false;
  }

  private void keep(Candidate candidate, Reason reason) {
    Kept k = new Kept(candidate, reason);
    if (kept.putIfAbsent(candidate.file().path(), k) == null) {
      order.add(k);
      candidate.owner().ifPresent(o -> used.add(o.id().name()));
      if (candidate.file().kind() == FileKind.REGULAR) {
        work.add(candidate);
      }
    }
  }

  /** Follows what the kept files ask for until nothing is left. */
  void drain() {
    while (!work.isEmpty() || !missing.isEmpty()) {
      while (!work.isEmpty()) {
        follow(work.remove());
      }
      retryMissing();
    }
  }

  private void follow(Candidate candidate) {
    Probe probe = probes.of(candidate);
    FilePath path = candidate.file().path();
    probe.elf().ifPresent(elf -> follow(path, elf));
    if (candidate.file().isExecutable() && !isLoadedModule(path)) {
      probe.interpreter().ifPresent(line -> programs.script(this, path, line));
    }
  }

  /** A module of a language is loaded by its interpreter, whatever its first line says. */
  private boolean isLoadedModule(FilePath path) {
    Kept k = kept.get(path);
    return MODULE.matcher(path.value()).matches()
        && k != null
        && MODULE_REASONS.contains(k.reason().kind());
  }

  private void follow(FilePath path, ElfFile elf) {
    elf.interpreter()
        .filter(i -> i.startsWith("/"))
        .ifPresent(i -> want(FilePath.ROOT.resolveLink(i), interpreter(i, path)));
    loaded.putIfAbsent(elf.soname().orElse(path.name()), path);
    List<FilePath> handedOn =
        libraries.handedOn(elf, path, searchPaths.getOrDefault(path, List.of()));
    for (String soname : elf.needed()) {
      Optional<FilePath> library = libraries.find(soname, elf, path, handedOn);
      if (library.isPresent()) {
        candidates
            .resolve(library.get())
            .ifPresent(c -> searchPaths.putIfAbsent(c.file().path(), handedOn));
        want(library.get(), Reason.of(Reason.Kind.NEEDED, soname, path));
      } else {
        missing.add(new Missing(soname, path));
      }
    }
  }

  private static Reason interpreter(String line, FilePath by) {
    return Reason.of(Reason.Kind.INTERPRETER, line, by);
  }

  /** A library that is loaded already satisfies others of the same name, wherever it lies. */
  private void retryMissing() {
    List<Missing> now = List.copyOf(missing);
    missing.clear();
    for (Missing m : now) {
      FilePath path = loaded.get(m.soname());
      if (path != null) {
        want(path, Reason.of(Reason.Kind.NEEDED, m.soname(), m.by()));
      }
    }
  }

  /** Whether a file of the package is kept. */
  boolean uses(PackageName name) {
    return used.contains(name);
  }

  /** Whether something at the path is kept. */
  boolean keeps(FilePath path) {
    return kept.containsKey(path);
  }

  /** The files and links that were kept after the first ones, in order. */
  List<Kept> keptSince(int count) {
    return List.copyOf(order.subList(count, order.size()));
  }

  /** Whether a kept file matches. */
  boolean hasFile(Glob glob) {
    for (FilePath path : kept.keySet()) {
      if (glob.matches(path)) {
        return true;
      }
    }
    return false;
  }

  /** How much is kept: grows with each discovery. */
  int size() {
    return kept.size();
  }

  /** What is kept, in the order of discovery. */
  Collection<Kept> kept() {
    return List.copyOf(kept.values());
  }
}
