package org.whittle.build.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import org.whittle.build.ArchiveBaseline;
import org.whittle.build.Baseline;
import org.whittle.build.BuildRequest;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

/** A lock on disk: obeyed if it is there, else written. */
public final class LockFile {
  private LockFile() {}

  /** A lock that is to be written, and the baseline that knows its packages. */
  public record Wanted(Path file, ArchiveBaseline baseline) {}

  /**
   * The lock in the file; empty if there is no such file.
   *
   * @throws InvalidInput if it is no lock
   */
  public static Optional<Lock> read(Path file) {
    try {
      return Optional.of(LockText.parse(Files.readString(file), file.toString()));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new Unavailable("cannot read lock " + file + ": " + e.getMessage(), e);
    }
  }

  /**
   * What a lock lets an image draw from: exactly its packages.
   *
   * @throws InvalidInput if it is of another machine
   */
  public static Baseline obey(Lock lock, Architecture architecture) {
    if (!lock.architecture().equals(architecture)) {
      throw new InvalidInput(
          "cannot obey the lock: it is for "
              + lock.architecture()
              + ", the blueprint asks for "
              + architecture,
          "Delete it to build from what the archives offer now.",
          null);
    }
    return lock.offer();
  }

  /** Writes the lock of a build, whole or not at all. */
  static void write(Wanted wanted, BuildRequest request) {
    String text = LockText.write(Lock.of(request, wanted.baseline()::records));
    Path file = wanted.file().toAbsolutePath();
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.writeString(aside, text);
      Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw OutputFailure.of("lock " + file.getFileName(), file.resolveSibling("."), e);
    }
  }
}
