package org.whittle.universe;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.whittle.format.deb.IndexCompression;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.IndexReport;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.format.deb.Problem;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.NotFound;

/** Makes universes of the files of Packages indices, plain or compressed. */
public final class IndexFiles {
  private IndexFiles() {}

  /**
   * The universe of all files together, each under apt's default pin; their order does not matter.
   *
   * @param files indices, compressed as their suffixes say
   * @param architecture of the machine
   * @param cache folder of prepared indices, which is made if it is absent; without it nothing is
   *     kept
   * @throws NotFound if a file is not there
   * @throws Corrupted if an index is cut off or its compression is broken
   */
  public static LoadedUniverse load(
      List<Path> files, Architecture architecture, Optional<Path> cache) {
    long start = System.nanoTime();
    UniverseBuilder builder = DebianUniverse.builder(architecture);
    List<Problem> skipped = new ArrayList<>();
    int stanzas = 0;
    for (Path file : files) {
      IndexReport report = read(file, builder);
      skipped.addAll(report.problems());
      stanzas += report.count() + report.problems().size();
    }
    long parsed = System.nanoTime();
    DebianUniverse universe = builder.build();
    Duration build = Duration.ofNanos(System.nanoTime() - parsed);
    return new LoadedUniverse(
        universe,
        stanzas,
        skipped,
        new LoadedUniverse.Timings(
            false, Duration.ZERO, Duration.ofNanos(parsed - start), build, Duration.ZERO));
  }

  private static IndexReport read(Path file, UniverseBuilder builder) {
    List<IndexRecord> records = new ArrayList<>();
    try (InputStream content = IndexCompression.open(file.toString(), Files.newInputStream(file))) {
      IndexReport report = PackagesIndex.read(content, file.toString(), records::add);
      builder.add(records);
      return report;
    } catch (NoSuchFileException e) {
      throw new NotFound("cannot read index " + file + ": there is no such file", e);
    } catch (IOException e) {
      throw new Corrupted("cannot read index " + file + ": " + e.getMessage(), e);
    }
  }
}
