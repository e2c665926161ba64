package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.whittle.format.deb.IndexCompression;
import org.whittle.format.deb.IndexRecord;
import org.whittle.format.deb.PackagesIndex;
import org.whittle.kernel.Architecture;

/**
 * The frozen indices and other people's results over them, in the folder {@code shared} beside the
 * repository: acceptance data, so that their absence is a failure.
 */
final class FrozenIndices {
  private static final Path SHARED =
      Path.of(System.getProperty("whittle.root")).resolveSibling("shared");

  private FrozenIndices() {}

  /** The base suite alone. */
  static DebianUniverse bookworm() throws IOException {
    return Base.UNIVERSE;
  }

  /** The base suite, its updates and its security suite. */
  static DebianUniverse allSuites() throws IOException {
    return All.UNIVERSE;
  }

  /** The lines of an oracle's file but for its comments. */
  static List<String> oracle(String name) throws IOException {
    return Files.readAllLines(file("oracles/resolver/" + name)).stream()
        .filter(line -> !line.startsWith("#") && !line.isBlank())
        .toList();
  }

  static List<IndexRecord> index(String suite) {
    Path file = file("data/debian-12-amd64/" + suite + ".Packages.xz");
    List<IndexRecord> records = new ArrayList<>();
    try (InputStream content = IndexCompression.open(file.toString(), Files.newInputStream(file))) {
      PackagesIndex.read(content, suite, records::add);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return records;
  }

  private static Path file(String name) {
    Path file = SHARED.resolve(name);
    assertTrue(
        Files.isReadable(file),
        () -> "acceptance data is missing: looked for " + file + " beside the repository");
    return file;
  }

  private static final class Base {
    static final List<IndexRecord> RECORDS = index("bookworm");
    static final DebianUniverse UNIVERSE =
        DebianUniverse.builder(Architecture.AMD64).add(RECORDS).build();
  }

  private static final class All {
    static final DebianUniverse UNIVERSE =
        DebianUniverse.builder(Architecture.AMD64)
            .add(Base.RECORDS)
            .add(index("bookworm-updates"))
            .add(index("bookworm-security"))
            .build();
  }
}
