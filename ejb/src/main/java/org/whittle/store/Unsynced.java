package org.whittle.store;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;

/**
 * The blobs that a failure of power may still damage, and the mark on disk that says so.
 *
 * <p>While there are such blobs, a small synced file says since when, in which run of the machine
 * and by which process. Whoever opens the store next and finds the mark of a dead process syncs the
 * blobs since then, and after a restart of the machine verifies each and deletes those that are not
 * what their name says. Safe for use by any thread.
 */
final class Unsynced {
  /** File systems keep times more coarsely than the clock. */
  private static final long SLACK_SECONDS = 2;

  /** A change of names on disk. */
  @FunctionalInterface
  interface Renaming {
    void run() throws IOException;
  }

  private record Mark(String bootId, long pid, Instant since) {
    static Mark parse(String text) {
      String[] parts = text.strip().split(" ");
      try {
        return new Mark(parts[0], Long.parseLong(parts[1]), Instant.parse(parts[2]));
      } catch (NumberFormatException | ArrayIndexOutOfBoundsException | DateTimeException e) {
        // Torn by the failure that it tells of: everything is suspect.
        return new Mark("", 0, Instant.EPOCH);
      }
    }

    String text() {
      return bootId + " " + pid + " " + since + "\n";
    }
  }

  private final Path marks;
  private final Path mark;
  private final Clock clock;
  private final String bootId;
  private final Object lock = new Object();
  private List<Path> pending = new ArrayList<>();
  private int renaming;
  private boolean marked;

  private Unsynced(Path marks, Clock clock, String bootId) {
    this.marks = marks;
    this.mark = marks.resolve(UUID.randomUUID().toString());
    this.clock = clock;
    this.bootId = bootId;
  }

  /** Sees to what dead processes left unsynced. */
  static Unsynced open(Path marks, Path blobs, Clock clock, String bootId) throws IOException {
    Files.createDirectories(marks);
    try (DirectoryStream<Path> found = Files.newDirectoryStream(marks)) {
      for (Path left : found) {
        settle(left, blobs, bootId);
      }
    }
    return new Unsynced(marks, clock, bootId);
  }

  private static void settle(Path left, Path blobs, String bootId) throws IOException {
    Mark mark;
    try {
      mark = Mark.parse(Files.readString(left));
    } catch (NoSuchFileException e) {
      // Its owner has just synced.
      return;
    }
    boolean sameRun = mark.bootId().equals(bootId);
    if (sameRun && ProcessHandle.of(mark.pid()).isPresent()) {
      return;
    }
    Instant since = mark.since().minusSeconds(SLACK_SECONDS);
    try (DirectoryStream<Path> folders = Files.newDirectoryStream(blobs)) {
      for (Path folder : folders) {
        settleFolder(folder, since, !sameRun);
      }
    }
    ParallelSync.of(Bases.all(blobs));
    Staging.sync(blobs);
    Files.deleteIfExists(left);
  }

  private static void settleFolder(Path folder, Instant since, boolean verify) throws IOException {
    List<Path> sound = new ArrayList<>();
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        if (Files.getLastModifiedTime(file).toInstant().isBefore(since)) {
          continue;
        }
        if (verify && !hasItsDigest(file)) {
          Files.deleteIfExists(file);
        } else {
          sound.add(file);
        }
      }
    }
    ParallelSync.of(sound);
    Staging.sync(folder);
  }

  private static boolean hasItsDigest(Path file) throws IOException {
    try (InputStream content = PackedBlob.open(file)) {
      return Digest.of(content).hex().equals(PackedBlob.digest(file));
    } catch (Corrupted e) {
      return false;
    }
  }

  /** Renames a blob into place, with the mark on disk before. */
  void renaming(Path target, Renaming rename) throws IOException {
    synchronized (lock) {
      if (!marked) {
        writeMark();
        marked = true;
      }
      renaming++;
    }
    boolean done = false;
    try {
      rename.run();
      done = true;
    } finally {
      synchronized (lock) {
        renaming--;
        if (done) {
          pending.add(target);
        }
      }
    }
  }

  private void writeMark() throws IOException {
    Mark now = new Mark(bootId, ProcessHandle.current().pid(), clock.instant());
    try (FileChannel channel = Staging.create(mark)) {
      channel.write(ByteBuffer.wrap(now.text().getBytes(StandardCharsets.US_ASCII)));
      channel.force(true);
    }
    Staging.sync(marks);
  }

  /** Returns when all blobs renamed before the call are on disk with their names. */
  void sync() throws IOException {
    List<Path> files;
    synchronized (lock) {
      files = pending;
      pending = new ArrayList<>();
    }
    boolean done = false;
    try {
      syncAll(files);
      done = true;
    } finally {
      synchronized (lock) {
        if (!done) {
          pending.addAll(files);
        } else if (marked && pending.isEmpty() && renaming == 0) {
          Files.deleteIfExists(mark);
          marked = false;
        }
      }
    }
  }

  private static void syncAll(List<Path> files) throws IOException {
    Set<Path> folders = new LinkedHashSet<>();
    for (Path file : files) {
      Path folder = file.getParent();
      if (folder != null && folders.add(folder) && folder.getParent() != null) {
        folders.add(folder.getParent());
      }
    }
    ParallelSync.of(files);
    ParallelSync.of(folders);
  }
}
