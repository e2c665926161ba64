package org.whittle.universe;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

/** Makes universes of the files of Packages indices, plain or compressed. */
public final class IndexFiles {
  private static final int MOST_PREPARED = 16;

  private final List<IndexFile> files;
  private final List<Architecture> architectures;
  private final Clock clock;

  private IndexFiles(List<IndexFile> files, List<Architecture> architectures, Clock clock) {
    this.files = files;
    this.architectures = architectures;
    this.clock = clock;
  }

  /**
   * The universe of all files together, each under apt's default pin; their order does not matter.
   *
   * @param files indices, compressed as their suffixes say
   * @param architecture of the machine
   * @param cache folder of prepared indices, which is made if it is absent; without it nothing is
   *     kept
   * @throws NotFound if a file is not there
   * @throws Corrupted if an index is cut off or its compression is broken
   * @throws Unavailable if a file or a prepared index is there and cannot be read
   */
  public static LoadedUniverse load(
      List<Path> files, Architecture architecture, Optional<Path> cache) {
    return load(files, architecture, List.of(), cache);
  }

  /**
   * The same for a machine that runs packages of foreign architectures, too.
   *
   * @see DebianUniverse#builder(Architecture, List)
   */
  public static LoadedUniverse load(
      List<Path> files,
      Architecture architecture,
      List<Architecture> foreign,
      Optional<Path> cache) {
    return loadPinned(files.stream().map(IndexFile::of).toList(), architecture, foreign, cache);
  }

  /** The same of files that have pins of their own. */
  public static LoadedUniverse loadPinned(
      List<IndexFile> files,
      Architecture architecture,
      List<Architecture> foreign,
      Optional<Path> cache) {
    List<Architecture> all = DebianUniverse.architectures(architecture, foreign);
    return load(files, all, cache, Clock.systemUTC());
  }

  static LoadedUniverse load(
      List<IndexFile> files, List<Architecture> architectures, Optional<Path> cache, Clock clock) {
    IndexFiles index = new IndexFiles(files, architectures, clock);
    return cache.isEmpty() ? index.read() : index.openOrRead(cache.get());
  }

  private LoadedUniverse openOrRead(Path cache) {
    long start = System.nanoTime();
    PreparedIndices prepared = new PreparedIndices(cache, MOST_PREPARED);
    FileDigests digests = new FileDigests(cache, clock);
    Optional<DebianUniverse> known = remembered(digests).flatMap(prepared::open);
    Duration open = since(start);
    if (known.isPresent()) {
      return loaded(
          known.get(),
          new LoadedUniverse.Timings(true, open, Duration.ZERO, Duration.ZERO, Duration.ZERO),
          Optional.empty());
    }
    LoadedUniverse read = read();
    long written = System.nanoTime();
    Optional<String> fault = keep(prepared, digests, read.universe());
    LoadedUniverse.Timings times = read.timings();
    return loaded(
        read.universe(),
        new LoadedUniverse.Timings(false, open, times.parse(), times.build(), since(written)),
        fault);
  }

  /** The universe is there without being kept; so that is told and no failure. */
  private Optional<String> keep(
      PreparedIndices prepared, FileDigests digests, DebianUniverse universe) {
    try {
      prepared.keep(digest(digests), universe);
      return Optional.empty();
    } catch (Unavailable e) {
      return Optional.of(e.getMessage());
    }
  }

  private static LoadedUniverse loaded(
      DebianUniverse universe, LoadedUniverse.Timings timings, Optional<String> notKept) {
    return new LoadedUniverse(universe, universe.stanzas(), universe.skipped(), timings, notKept);
  }

  /** The key of the universe if all files are as they were. */
  private Optional<Digest> remembered(FileDigests digests) {
    List<Digest> all = new ArrayList<>();
    for (IndexFile file : files) {
      Optional<Digest> known = guarded(file.path(), () -> digests.known(file.path()));
      if (known.isEmpty()) {
        return Optional.empty();
      }
      all.add(known.get());
    }
    return Optional.of(key(all));
  }

  private Digest digest(FileDigests digests) {
    List<Digest> all = new ArrayList<>();
    for (IndexFile file : files) {
      all.add(guarded(file.path(), () -> digests.read(file.path())));
    }
    return key(all);
  }

  /** Files are part of the key by place, since what was passed over is told with it. */
  private Digest key(List<Digest> contents) {
    StringBuilder text = new StringBuilder("files");
    architectures.forEach(architecture -> text.append(' ').append(architecture));
    for (int i = 0; i < contents.size(); i++) {
      text.append('\n').append(contents.get(i));
      text.append(' ').append(files.get(i).pin()).append(' ').append(files.get(i).path());
    }
    return Digest.of(text.toString());
  }

  private LoadedUniverse read() {
    long start = System.nanoTime();
    List<IndexInput> inputs = new ArrayList<>();
    for (int i = 0; i < files.size(); i++) {
      IndexFile file = files.get(i);
      int origin = i;
      if (file.pin() >= 0) {
        inputs.add(guarded(file.path(), () -> input(file, origin)));
      }
    }
    IndexReading.Result read = IndexReading.read(architectures, inputs);
    Duration parse = since(start);
    long parsed = System.nanoTime();
    DebianUniverse universe = new DebianUniverse(Assembly.of(read, architectures));
    return loaded(
        universe,
        new LoadedUniverse.Timings(false, Duration.ZERO, parse, since(parsed), Duration.ZERO),
        Optional.empty());
  }

  private static IndexInput input(IndexFile file, int origin) throws IOException {
    Path path = file.path();
    return new IndexInput(
        path.toString(),
        origin,
        file.pin(),
        Optional.empty(),
        FileParts.size(path),
        FileParts.of(path));
  }

  private static Duration since(long start) {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** Something that is read of a file. */
  @FunctionalInterface
  private interface Reading<T> {
    T read() throws IOException;
  }

  private static <T> T guarded(Path file, Reading<T> reading) {
    try {
      return reading.read();
    } catch (NoSuchFileException | FileNotFoundException e) {
      if (Files.exists(file)) {
        throw new Unavailable("cannot read index " + file + ": " + e.getMessage(), e);
      }
      throw new NotFound("cannot read index " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new Unavailable("cannot read index " + file + ": " + e.getMessage(), e);
    }
  }
}
