package org.whittle.build.local;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.jspecify.annotations.Nullable;

/** A mark that a directory is in use, which ends with its process, however that ends. */
final class InUse implements AutoCloseable {
  private static final String MARK = ".in-use";

  private final FileChannel channel;

  private InUse(FileChannel channel) {
    this.channel = channel;
  }

  /** Marks the directory until it is closed. */
  static InUse mark(Path folder) {
    try {
      FileChannel channel =
          FileChannel.open(
              folder.resolve(MARK), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
      channel.lock();
      return new InUse(channel);
    } catch (IOException e) {
      throw OutputFailure.of("what is in use", folder, e);
    }
  }

  /** Whether it was marked once and its process is gone. */
  static boolean isLeft(Path folder) throws IOException {
    Path file = folder.resolve(MARK);
    if (!Files.isRegularFile(file)) {
      return false;
    }
    try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE);
        @Nullable FileLock lock = channel.tryLock()) {
      return lock != null;
    } catch (OverlappingFileLockException e) {
      // Another build of this process has it.
      return false;
    }
  }

  @Override
  public void close() {
    try {
      channel.close();
    } catch (IOException e) {
      // The lock ends with the process at the latest.
      System.getLogger(InUse.class.getName()).log(System.Logger.Level.DEBUG, e.getMessage());
    }
  }
}
