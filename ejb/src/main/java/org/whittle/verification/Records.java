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
 * What strace writes of the processes of a test, or of several that share a start, a file for each
 * process, in a folder of its own; closing it deletes all. For one thread.
 */
final class Records implements AutoCloseable {
  private static final System.Logger LOG = System.getLogger(Records.class.getName());

  private final Path folder;
  private final String test;
  private final List<Written> written = new ArrayList<>();

  /** A file, and the test whose process it is of. */
  private record Written(String test, Path file) {}

  private Records(String test, Path folder) {
    this.test = test;
    this.folder = folder;
  }

  /** Records of a test, or of the first of those that share a start. */
  static Records of(String test) {
    try {
      return new Records(test, Files.createTempDirectory("whittle-records-"));
    } catch (IOException e) {
      throw new Unavailable("cannot make a folder for records: " + e.getMessage(), e);
    }
  }

  Path folder() {
    return folder;
  }

  /** A file for one more process, which counts for the first test. */
  Path another() {
    return another(test);
  }

  /** A file for one more process of a test. */
  Path another(String ofTest) {
    written.add(new Written(ofTest, folder.resolve("record-" + written.size())));
    return written.getLast().file();
  }

  /**
   * What the processes of a test did; not whole if one was not started or its record was cut off.
   *
   * @param start the directory in which they begin
   */
  Trace read(String ofTest, FilePath start) {
    List<Path> files =
        written.stream().filter(one -> one.test().equals(ofTest)).map(Written::file).toList();
    Set<Access> accesses = new LinkedHashSet<>();
    Set<AbnormalEnd> ends = new LinkedHashSet<>();
    boolean whole = true;
    for (Path file : files) {
      if (Files.exists(file)) {
        Trace trace = TraceReader.read(ofTest, file, start, Observation.MAX_RECORD);
        accesses.addAll(trace.accesses());
        ends.addAll(trace.ends());
        whole &= trace.whole();
      } else {
        whole = false;
      }
    }
    return new Trace(ofTest, List.copyOf(accesses), whole, List.copyOf(ends));
  }

  @Override
  public void close() {
    try (DirectoryStream<Path> files = Files.newDirectoryStream(folder)) {
      for (Path file : files) {
        Files.delete(file);
      }
      Files.delete(folder);
    } catch (IOException e) {
      LOG.log(System.Logger.Level.WARNING, "cannot delete " + folder + ": " + e.getMessage());
    }
  }
}
