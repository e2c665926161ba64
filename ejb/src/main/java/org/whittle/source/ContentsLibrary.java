package org.whittle.source;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.whittle.format.deb.ContentsScanner;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Failure;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Progress;
import org.whittle.kernel.Unavailable;
import org.whittle.store.BlobStore;

/**
 * The indices of contents of releases, each fetched and verified by its release when it is first
 * needed, and kept as a table that is asked within microseconds.
 *
 * <p>A table can always be made again: only those used last are kept. Safe for use by any thread.
 */
public final class ContentsLibrary {
  private static final String SUFFIX = ".paths";
  private static final String UNFINISHED = ".new";
  private static final int KEPT = 48;

  /** For so long an index that could not be had is not asked for again by a build. */
  private static final Duration PAUSE = Duration.ofMinutes(5);

  private static final Comparator<Path> NEWEST =
      Comparator.comparing(ContentsLibrary::used).reversed();

  private final Transport transport;
  private final BlobStore store;
  private final Path folder;
  private final Clock clock;
  private final Map<ContentsPlace, OutOfReach> outOfReach = new ConcurrentHashMap<>();

  private record OutOfReach(Instant until, String whyNot) {}

  /**
   * The library of a folder, which is made when it is needed.
   *
   * @param store has the releases
   */
  public ContentsLibrary(Transport transport, BlobStore store, Path folder, Clock clock) {
    this.transport = transport;
    this.store = store;
    this.folder = folder;
    this.clock = clock;
  }

  /**
   * What is known of paths.
   *
   * @param owners names of packages, separated by commas, by path
   * @param whyNot why nothing can be said of the other paths; empty if nobody ships them
   */
  public record Answer(Map<FilePath, String> owners, String whyNot) {
    /** Copies the map. */
    public Answer {
      owners = Map.copyOf(owners);
    }
  }

  /** Who ships each of the paths, of all packages of some releases. */
  public Answer owners(Collection<ContentsPlace> places, Set<FilePath> paths) {
    Map<FilePath, String> owners = new HashMap<>();
    Set<String> whyNot = new TreeSet<>();
    for (ContentsPlace place : new TreeSet<>(places)) {
      @Nullable OutOfReach known = outOfReach.get(place);
      if (known != null && clock.instant().isBefore(known.until())) {
        whyNot.add(known.whyNot());
        continue;
      }
      try {
        for (PathTable table : tables(place, Progress.NONE)) {
          for (FilePath path : paths) {
            table.owners(path).ifPresent(names -> owners.putIfAbsent(path, names));
          }
        }
      } catch (Failure e) {
        whyNot.add(e.getMessage());
        Instant now = clock.instant();
        outOfReach.values().removeIf(old -> !now.isBefore(old.until()));
        outOfReach.put(place, new OutOfReach(now.plus(PAUSE), e.getMessage()));
      }
    }
    if (places.isEmpty()) {
      whyNot.add("it is not known which indices of contents belong to the packages");
    }
    return new Answer(owners, String.join("; ", whyNot));
  }

  /**
   * Fetches what is not here yet. Progress: stage {@code contents}, in bytes of the compressed
   * indices.
   *
   * @throws Failure if an index is not offered, cannot be reached, or is not what was promised
   */
  public void prepare(ContentsPlace place, Progress progress) {
    tables(place, progress);
    outOfReach.remove(place);
  }

  private List<PathTable> tables(ContentsPlace place, Progress progress) {
    List<PathTable> tables = new ArrayList<>();
    for (OfferedIndex index : offered(place)) {
      tables.add(table(place, index, progress));
    }
    return tables;
  }

  private List<OfferedIndex> offered(ContentsPlace place) {
    ReleaseFile release = release(place);
    List<OfferedIndex> offered = new ArrayList<>();
    for (String component : place.components()) {
      int before = offered.size();
      for (Architecture architecture : List.of(place.architecture(), Architecture.ALL)) {
        OfferedIndex.contents(release, component, architecture).ifPresent(offered::add);
      }
      if (offered.size() == before) {
        throw new NotFound(
            "release " + place + " offers no index of contents of component " + component);
      }
    }
    return offered;
  }

  /** It was verified when it came, and is what it was then. */
  private ReleaseFile release(ContentsPlace place) {
    String what = "release " + place;
    try (InputStream in = store.open(place.release())) {
      List<String> lines = ClearSignedText.parse(in.readAllBytes(), what).lines();
      byte[] text = String.join("\n", lines).getBytes(StandardCharsets.ISO_8859_1);
      return ReleaseFile.parse(new String(text, StandardCharsets.UTF_8), what);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + what + ": " + e.getMessage(), e);
    }
  }

  private synchronized PathTable table(ContentsPlace place, OfferedIndex index, Progress progress) {
    Path file = folder.resolve(index.packed().digest().hex() + SUFFIX);
    try {
      Optional<PathTable> kept = PathTable.open(file);
      if (kept.isPresent()) {
        Files.setLastModifiedTime(file, FileTime.from(clock.instant()));
        return kept.get();
      }
      make(place, index, file, progress);
      return PathTable.open(file)
          .orElseThrow(() -> new IOException("what was written is not what is read"));
    } catch (IOException e) {
      throw new Unavailable(
          "cannot keep an index of contents in " + folder + ": " + e.getMessage(), e);
    }
  }

  private void make(ContentsPlace place, OfferedIndex index, Path file, Progress progress)
      throws IOException {
    PathTableWriter writer = new PathTableWriter();
    String what = "index " + index.path() + " of " + place;
    long total = index.packed().size();
    new IndexFetch(transport, store)
        .read(
            place::inSuite,
            index,
            bytes -> progress.report("contents", bytes, total),
            text -> ContentsScanner.scan(text, what, writer));
    Files.createDirectories(folder);
    Path aside = folder.resolve(UUID.randomUUID() + UNFINISHED);
    try {
      writer.write(aside);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
    } finally {
      Files.deleteIfExists(aside);
    }
    removeOld();
  }

  private void removeOld() throws IOException {
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(f -> f.toString().endsWith(SUFFIX)).sorted(NEWEST).toList();
    }
    for (Path old : files.subList(Math.min(KEPT, files.size()), files.size())) {
      Files.deleteIfExists(old);
    }
  }

  private static FileTime used(Path file) {
    try {
      return Files.getLastModifiedTime(file);
    } catch (IOException e) {
      return FileTime.fromMillis(0);
    }
  }
}
