package org.whittle.verification;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.Unavailable;

/**
 * What strace writes of the processes of one test, a file for each, in a folder of its own; closing
 * it deletes all. For one thread.
 */
final class Records implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Records.class.getName());

  private final Path folder;
  private final List<Path> files = new ArrayList<>();

  private Records(Path folder) {
    this.folder = folder;
  }

  static Records temporary() {
    try {
      return new Records(Files.createTempDirectory("whittle-records-"));
    } catch (IOException e) {
      throw new Unavailable("cannot make a folder for records: " + e.getMessage(), e);
    }
  }

  Path folder() {
    return folder;
  }

  /** A file for one more process. */
  Path another() {
    files.add(folder.resolve("record-" + files.size()));
    return files.getLast();
  }

  /**
   * What all processes did; not whole if one was not started or its record was cut off.
   *
   * @param start the directory in which they begin
   */
  Trace read(String test, FilePath start) {
    Set<Access> accesses = new LinkedHashSet<>();
    Set<AbnormalEnd> ends = new LinkedHashSet<>();
    boolean whole = true;
    for (Path file : files) {
      if (Files.exists(file)) {
        Trace trace = TraceReader.read(test, file, start, Observation.MAX_RECORD);
        accesses.addAll(trace.accesses());
        ends.addAll(trace.ends());
        whole &= trace.whole();
      } else {
        whole = false;
      }
    }
    return new Trace(test, List.copyOf(accesses), whole, List.copyOf(ends));
  }

  @Override
  public void close() {
    try (DirectoryStream<Path> written = Files.newDirectoryStream(folder)) {
      for (Path file : written) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot delete " + folder + ": " + e.getMessage());
    }
  }
}
