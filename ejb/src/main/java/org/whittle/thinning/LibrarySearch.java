package org.whittle.thinning;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.format.PackageContents;
import org.whittle.format.elf.ElfFile;
import org.whittle.kernel.FilePath;

/**
 * Finds a needed library where the loader would (ld.so(8)): the search paths of the file and of
 * those that loaded it, {@code LD_LIBRARY_PATH} of the image, the directories of {@code
 * /etc/ld.so.conf.d}, then the built-in ones.
 */
final class LibrarySearch {
  private static final int MAX_CONF = 1 << 16;
  private static final FilePath CONF = new FilePath("/etc/ld.so.conf.d");

  /** The built-in directory of each machine (ELF numbers; Debian multiarch tuples). */
  private static final Map<Integer, String> TUPLES =
      Map.of(
          3, "i386-linux-gnu",
          21, "powerpc64le-linux-gnu",
          22, "s390x-linux-gnu",
          40, "arm-linux-gnueabihf",
          62, "x86_64-linux-gnu",
          183, "aarch64-linux-gnu",
          243, "riscv64-linux-gnu");

  private final Candidates candidates;
  private final Probes probes;
  private final List<FilePath> environment;
  private final List<FilePath> configured;

  LibrarySearch(Candidates candidates, Probes probes, String libraryPath) {
    this.candidates = candidates;
    this.probes = probes;
    this.environment = absolute(List.of(libraryPath.split("[:;]")));
    this.configured = configured();
  }

  private List<FilePath> configured() {
    Set<FilePath> directories = new LinkedHashSet<>();
    for (PackageContents contents : candidates.packages()) {
      for (Candidate c : candidates.of(contents)) {
        FilePath path = c.file().path();
        if (path.isEntryOf(CONF) && path.name().endsWith(".conf")) {
          directories.addAll(
              absolute(probes.text(c, MAX_CONF).lines().map(String::strip).toList()));
        }
      }
    }
    return List.copyOf(directories);
  }

  private static List<FilePath> absolute(List<String> texts) {
    return texts.stream()
        .filter(t -> t.startsWith("/"))
        .map(t -> UsrMerge.canonical(FilePath.ROOT.resolveLink(t)))
        .toList();
  }

  /** Whether the loader finds libraries of the directory, by itself or by its cache. */
  boolean isSearched(FilePath directory, ElfFile elf) {
    return configured.contains(directory) || isBuiltIn(directory, elf);
  }

  /** Whether the loader looks in the directory by itself. */
  boolean isBuiltIn(FilePath directory, ElfFile elf) {
    return builtIn(elf).contains(directory);
  }

  /**
   * The path by which the loader opens the library.
   *
   * @param inherited search paths of the files that loaded this one, nearest first
   */
  Optional<FilePath> find(String name, ElfFile by, FilePath origin, List<FilePath> inherited) {
    if (name.contains("/")) {
      FilePath path = origin.resolveLink(name);
      return candidates.resolve(path).map(c -> path);
    }
    if (name.isEmpty() || name.equals(".") || name.equals("..")) {
      return Optional.empty();
    }
    List<FilePath> order = new ArrayList<>();
    if (by.runpath().isEmpty()) {
      order.addAll(inherited);
    }
    order.addAll(environment);
    order.addAll(expand(by.runpath(), by, origin));
    order.addAll(configured);
    order.addAll(builtIn(by));
    for (FilePath directory : order) {
      FilePath path = UsrMerge.canonical(directory).child(name);
      if (candidates.resolve(path).flatMap(c -> probes.of(c).elf()).filter(by::fits).isPresent()) {
        return Optional.of(path);
      }
    }
    return Optional.empty();
  }

  /** The search path that a file hands on to what it loads. */
  List<FilePath> handedOn(ElfFile elf, FilePath origin, List<FilePath> inherited) {
    List<FilePath> paths = new ArrayList<>();
    if (elf.runpath().isEmpty()) {
      paths.addAll(expand(elf.rpath(), elf, origin));
    }
    paths.addAll(inherited);
    return List.copyOf(new LinkedHashSet<>(paths));
  }

  private static List<FilePath> expand(List<String> paths, ElfFile elf, FilePath origin) {
    String lib = elf.bits() == 64 ? "lib64" : "lib";
    String directory = origin.parent().value();
    return absolute(
        paths.stream()
            .map(p -> p.replace("${ORIGIN}", directory).replace("$ORIGIN", directory))
            .map(p -> p.replace("${LIB}", lib).replace("$LIB", lib))
            .toList());
  }

  private static List<FilePath> builtIn(ElfFile elf) {
    List<FilePath> directories = new ArrayList<>();
    String tuple = TUPLES.get(elf.machine());
    if (tuple != null) {
      directories.add(new FilePath("/usr/lib/" + tuple));
    }
    if (elf.bits() == 64) {
      directories.add(new FilePath("/usr/lib64"));
    }
    directories.add(new FilePath("/usr/lib"));
    return directories;
  }
}
