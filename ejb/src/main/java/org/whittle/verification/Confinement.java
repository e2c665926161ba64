package org.whittle.verification;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whittle.kernel.FilePath;

/**
 * What a process in the sandbox sees and who it is.
 *
 * @param root directory with the image's files; read-only to the process
 * @param environment all of the process's environment
 * @param writable directories of the root on which an empty temporary file system is mounted
 * @param directories directories below those, which are made again
 */
record Confinement(
    Path root,
    int uid,
    int gid,
    Map<String, String> environment,
    FilePath workingDirectory,
    List<FilePath> writable,
    List<FilePath> directories) {

  /** Sorts the environment, so that the same image is always started alike. */
  Confinement {
    environment = new TreeMap<>(environment);
    writable = List.copyOf(writable);
    directories = List.copyOf(directories);
  }
}
