package org.whittle.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import org.whittle.kernel.Unavailable;

/** Words a failure of the file system for the person who runs the machine. */
final class StorageFailure {
  private StorageFailure() {}

  /**
   * The failure to throw.
   *
   * @param action what could not be done, such as {@code store content}
   * @param where the store's folder, which the remedy names
   */
  static Unavailable of(String action, Path where, IOException cause) {
    String said = reason(cause);
    if (said.contains("No space left") || said.contains("quota exceeded")) {
      return new Unavailable(
          "cannot " + action + ": no space left in " + where,
          "Free space there, remove images that are no longer needed, or move the store.",
          cause);
    }
    if (cause instanceof AccessDeniedException || said.contains("Permission denied")) {
      return new Unavailable(
          "cannot " + action + ": no permission in " + where,
          "Give the user that runs Whittle the right to read and write there.",
          cause);
    }
    if (said.contains("Read-only file system")) {
      return new Unavailable(
          "cannot " + action + ": the file system of " + where + " is read-only",
          "Mount it writable, or move the store.",
          cause);
    }
    return new Unavailable(
        "cannot " + action + " in " + where + ": " + said,
        "Check that the folder exists, belongs to the user that runs Whittle, and that the disk is"
            + " sound.",
        cause);
  }

  private static String reason(IOException cause) {
    if (cause instanceof FileSystemException f && f.getReason() != null) {
      return f.getReason();
    }
    String message = cause.getMessage();
    String kind = cause.getClass().getSimpleName();
    return message == null
        ? kind
        : cause.getClass() == IOException.class ? message : kind + " " + message;
  }
}
