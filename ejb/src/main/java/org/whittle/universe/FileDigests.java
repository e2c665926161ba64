package org.whittle.universe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;

/**
 * The digests of files, remembered as long as a file is the same by place, size, times and inode.
 *
 * <p>A file that was changed in the last seconds is not remembered, since it could be changed again
 * within the same tick of its clock.
 */
final class FileDigests {
  private static final long FRESH_SECONDS = 3;
  private static final String STATE = "dev,ino,size,lastModifiedTime,ctime";

  private final Path folder;
  private final Clock clock;

  FileDigests(Path folder, Clock clock) {
    this.folder = folder;
    this.clock = clock;
  }

  /** The digest of a file if it is remembered. */
  Optional<Digest> known(Path file) throws IOException {
    String state = state(file);
    try {
      String[] lines = Files.readString(memory(file)).split("\n");
      return lines.length == 2 && lines[0].equals(state)
          ? Optional.of(Digest.parse(lines[1]))
          : Optional.empty();
    } catch (IOException | InvalidInput e) {
      // It can be computed again.
      return Optional.empty();
    }
  }

  /** Reads a file for its digest, and remembers it. */
  Digest read(Path file) throws IOException {
    String before = state(file);
    Digest digest;
    try (InputStream content = Files.newInputStream(file)) {
      digest = Digest.of(content);
    }
    if (before.equals(state(file)) && !isFresh(file)) {
      remember(file, before + "\n" + digest + "\n");
    }
    return digest;
  }

  private boolean isFresh(Path file) throws IOException {
    FileTime changed = (FileTime) Files.getAttribute(file, "unix:ctime");
    Instant limit = clock.instant().minusSeconds(FRESH_SECONDS);
    return changed.toInstant().isAfter(limit)
        || Files.getLastModifiedTime(file).toInstant().isAfter(limit);
  }

  private void remember(Path file, String text) {
    Path aside = folder.resolve(UUID.randomUUID() + ".new");
    try {
      Files.createDirectories(folder);
      try {
        Files.writeString(aside, text);
        Files.move(aside, memory(file), StandardCopyOption.ATOMIC_MOVE);
      } finally {
        Files.deleteIfExists(aside);
      }
    } catch (IOException e) {
      throw PreparedIndices.notKept(folder, e);
    }
  }

  private static String state(Path file) throws IOException {
    Map<String, Object> all = Files.readAttributes(file, "unix:" + STATE);
    StringBuilder text = new StringBuilder();
    for (String name : STATE.split(",")) {
      text.append(all.get(name)).append(' ');
    }
    return text.toString();
  }

  private Path memory(Path file) {
    return folder.resolve(
        Digest.of(file.toAbsolutePath().normalize().toString()).hex() + ".digest");
  }
}
