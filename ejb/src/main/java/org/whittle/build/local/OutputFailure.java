package org.whittle.build.local;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.whittle.kernel.Unavailable;

/** Words what goes wrong in the directory that artifacts are written to. */
final class OutputFailure {
  private OutputFailure() {}

  static Unavailable of(String what, Path folder, IOException cause) {
    String said =
        cause instanceof FileSystemException f && f.getReason() != null
            ? f.getReason()
            : String.valueOf(cause.getMessage());
    if (said.contains("No space left") || said.contains("quota exceeded")) {
      return new Unavailable(
          "cannot write " + what + ": no space left in " + folder,
          "Free space there, or write to another directory.",
          cause);
    }
    if (cause instanceof AccessDeniedException || said.contains("Permission denied")) {
      return new Unavailable(
          "cannot write " + what + ": no permission in " + folder,
          "Write to another directory, or get the right to write there.",
          cause);
    }
    return new Unavailable(
        "cannot write " + what + " in " + folder + ": " + said,
        "Check that the directory can be written to and that the disk is sound.",
        cause);
  }
}
