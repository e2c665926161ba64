package org.whittle.thinning;

import java.util.Collection;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.elf.ElfFile;
import org.whittle.format.elf.LoaderCache;
import org.whittle.kernel.FilePath;

/**
 * Makes {@code /etc/ld.so.cache} for an image that keeps a library in a directory which only {@code
 * /etc/ld.so.conf.d} names: the loader reads the cache, never the configuration.
 *
 * <p>Without such a library there is no cache: the loader looks in its own directories anyway, and
 * the file would change with every library.
 */
final class LoaderIndex {
  private static final FilePath CACHE = new FilePath("/etc/ld.so.cache");

  private final Candidates candidates;
  private final Probes probes;
  private final LibrarySearch libraries;

  LoaderIndex(Candidates candidates, Probes probes, LibrarySearch libraries) {
    this.candidates = candidates;
    this.probes = probes;
    this.libraries = libraries;
  }

  /** Makes the file if it is needed and nothing else made it. */
  void make(Collection<Closure.Kept> kept, Generated generated) {
    Map<FilePath, LoaderCache.Entry> entries = new TreeMap<>();
    Set<FilePath> beyond = new HashSet<>();
    for (Closure.Kept k : kept) {
      FilePath path = k.candidate().file().path();
      Optional<ElfFile> elf = library(k.candidate());
      if (elf.isPresent() && libraries.isSearched(path.parent(), elf.get())) {
        entries.put(path, new LoaderCache.Entry(path.name(), path, elf.get()));
        if (!libraries.isBuiltIn(path.parent(), elf.get())) {
          beyond.add(path);
        }
      }
    }
    if (!beyond.isEmpty()) {
      FileEntry cache = generated.regular(CACHE, 0644, 0, 0, LoaderCache.write(entries.values()));
      generated.put(cache, Reason.of(Reason.Kind.EFFECT, "ldconfig"));
    }
  }

  /** The library that a file is or leads to. */
  private Optional<ElfFile> library(Candidate candidate) {
    return candidate.file().kind() == FileKind.DIRECTORY
        ? Optional.empty()
        : candidates
            .resolve(candidate.file().path())
            .flatMap(file -> probes.of(file).elf())
            .filter(elf -> elf.soname().isPresent())
            .filter(LoaderCache::knows)
            .filter(elf -> isNamed(candidate.file().path(), elf));
  }

  /** ldconfig enters a library under the one name by which it is asked for. */
  private static boolean isNamed(FilePath path, ElfFile elf) {
    return elf.soname().filter(path.name()::equals).isPresent();
  }
}
