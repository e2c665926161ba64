package org.whittle.store;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.DirectoryStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.whittle.kernel.Digest;

/**
 * The folder {@code bases} beside the blobs: packed blobs to which others are differences, under
 * names of their own, so that they stay though the blob of that name is deleted.
 *
 * <p>While that blob is there too the two names share their bytes. Safe for use by any thread, and
 * by several processes.
 */
final class Bases {
  private static final String FOLDER = "bases";

  private final Path folder;
  private final Clock clock;
  private final Unsynced unsynced;

  /** Those that this process has seen to, so that they are synced before what needs them. */
  private final Set<Digest> seen = ConcurrentHashMap.newKeySet();

  Bases(Path blobs, Clock clock, Unsynced unsynced) throws IOException {
    this.folder = blobs.resolveSibling(FOLDER);
    this.clock = clock;
    this.unsynced = unsynced;
    Files.createDirectories(folder);
  }

  /** Where a base lies of a difference that lies among the blobs. */
  static Path beside(Path difference, Digest base) {
    return PackedBlob.of(difference.resolveSibling("../../" + FOLDER).resolve(base.hex()));
  }

  /** What a base holds; whoever builds on it verifies what comes of it. */
  static byte[] read(Path base) throws IOException {
    try (InputStream in =
        new ZstdInputStream(new BufferedInputStream(Files.newInputStream(base)))) {
      return in.readAllBytes();
    }
  }

  /** All base files, to be synced by who finds a dead process's mark. */
  static List<Path> all(Path blobs) throws IOException {
    Path folder = blobs.resolveSibling(FOLDER);
    List<Path> all = new ArrayList<>();
    if (Files.isDirectory(folder)) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
        files.forEach(all::add);
      }
      all.add(folder);
    }
    return all;
  }

  /** A base's content by its digest; empty unless it is there, sound, and stays for a while. */
  Optional<byte[]> use(Digest digest, Path packed) {
    Path base = PackedBlob.of(folder.resolve(digest.hex()));
    try {
      if (!seen.contains(digest)) {
        unsynced.renaming(base, () -> link(packed, base));
        seen.add(digest);
      }
      Files.setLastModifiedTime(base, FileTime.from(clock.instant()));
      byte[] content = read(base);
      return Digest.of(content).equals(digest) ? Optional.of(content) : Optional.empty();
    } catch (IOException | UnsupportedOperationException e) {
      // Nothing needs a base: the content is packed as a whole.
      seen.remove(digest);
      return Optional.empty();
    }
  }

  private static void link(Path packed, Path base) throws IOException {
    if (!Files.exists(base)) {
      try {
        Files.createLink(base, packed);
      } catch (FileAlreadyExistsException e) {
        // Somebody else has just made it.
        return;
      }
    }
  }

  boolean isThere(Digest digest) {
    return Files.exists(PackedBlob.of(folder.resolve(digest.hex())));
  }

  /** Deletes bases that nobody has used since a moment and no difference among the blobs names. */
  void sweep(Path blobs, Instant limit) throws IOException {
    Set<Digest> named = new HashSet<>();
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(blobs)) {
      for (Path one : folders) {
        try (DirectoryStream<Path> files = Files.newDirectoryStream(one, "*" + Difference.SUFFIX)) {
          for (Path file : files) {
            Difference.base(PackedBlob.start(file)).ifPresent(named::add);
          }
        }
      }
    }
    try (DirectoryStream<Path> bases = Files.newDirectoryStream(folder)) {
      for (Path base : bases) {
        Digest digest = Digest.parse(PackedBlob.digest(base));
        if (!named.contains(digest)
            && Files.getLastModifiedTime(base).toInstant().isBefore(limit)) {
          seen.remove(digest);
          Files.deleteIfExists(base);
        }
      }
    } catch (NoSuchFileException e) {
      // Somebody else collects too.
      return;
    }
  }
}
