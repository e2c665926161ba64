package org.whittle.testarchive;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A signed archive in a directory, with as many suites as a test needs.
 *
 * <p>Suites may be changed and the archive written again, as archives do; files of the pool stay.
 * Besides {@code dists} and {@code pool} there is the public keyring, as {@code keyring.gpg} and in
 * ASCII armor as {@code keyring.asc}.
 */
public final class TestArchive {
  /** When the archive's own key was made: before all else. */
  public static final Instant KEY_CREATED = Instant.parse("2020-01-01T00:00:00Z");

  private final Path directory;
  private final Clock clock;
  private final TestKey key = TestKey.named("archive", KEY_CREATED);
  private final Map<String, TestSuite> suites = new LinkedHashMap<>();

  private TestArchive(Path directory, Clock clock) {
    this.directory = directory;
    this.clock = clock;
  }

  /** An archive in this directory; nothing is written yet. */
  public static TestArchive in(Path directory, Clock clock) {
    return new TestArchive(directory, clock);
  }

  /** The suite of this name; made when first asked for. */
  public TestSuite suite(String name) {
    return suites.computeIfAbsent(name, TestSuite::new);
  }

  /** Writes all suites with the clock's time as their date. */
  public TestArchive write() {
    Instant now = clock.instant();
    for (TestSuite suite : suites.values()) {
      suite.files(now, key).forEach(this::put);
    }
    put("keyring.gpg", key.keyring());
    put("keyring.asc", key.armoredKeyring().getBytes(StandardCharsets.UTF_8));
    return this;
  }

  /** The key that signs the suites. */
  public TestKey key() {
    return key;
  }

  /** The public keyring in binary form; there once the archive is written. */
  public Path keyring() {
    return directory.resolve("keyring.gpg");
  }

  /** Where it is written. */
  public Path directory() {
    return directory;
  }

  private void put(String path, byte[] content) {
    Path file = directory.resolve(path);
    Path aside = file.resolveSibling(file.getFileName() + ".new");
    try {
      Files.createDirectories(aside.getParent() == null ? directory : aside.getParent());
      Files.write(aside, content);
      Files.move(aside, file, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
