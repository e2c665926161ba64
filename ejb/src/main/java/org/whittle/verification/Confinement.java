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
 * @param outputs of the writable directories those that are directories of this machine instead, so
 *     that what is written into them stays
 */
record Confinement(
    Path root,
    int uid,
    int gid,
    Map<String, String> environment,
    FilePath workingDirectory,
    List<FilePath> writable,
    List<FilePath> directories,
    Map<FilePath, Path> outputs) {

  /** Sorts the environment, so that the same image is always started alike. */
  Confinement {
    environment = new TreeMap<>(environment);
    writable = List.copyOf(writable);
    directories = List.copyOf(directories);
    outputs = Map.copyOf(outputs);
  }

  /** Of which nothing stays. */
  Confinement(
      Path root,
      int uid,
      int gid,
      Map<String, String> environment,
      FilePath workingDirectory,
      List<FilePath> writable,
      List<FilePath> directories) {
    this(root, uid, gid, environment, workingDirectory, writable, directories, Map.of());
  }

  /** The same; what is written into a writable directory is written to one of this machine. */
  Confinement withOutput(FilePath directory, Path output) {
    return new Confinement(
        root,
        uid,
        gid,
        environment,
        workingDirectory,
        writable,
        directories,
        Map.of(directory, output));
  }
}
