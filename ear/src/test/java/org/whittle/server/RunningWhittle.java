package org.whittle.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;
import org.whittle.launcher.Installation;
import org.whittle.launcher.Settings;

/**
 * The one installation that all tests of a run share: an empty data folder, free ports, and no
 * first build.
 */
public final class RunningWhittle implements LauncherSessionListener {
  private static final Set<String> OTHERS = ConcurrentHashMap.newKeySet();

  private static @Nullable Installation installation;

  @Override
  public void launcherSessionOpened(LauncherSession session) {
    start();
  }

  @Override
  public void launcherSessionClosed(LauncherSession session) {
    stop();
  }

  /** Where the portal is. */
  static URI address() {
    return running().address();
  }

  /** The password of the user {@code admin}. */
  static String firstPassword() throws IOException {
    return Files.readString(running().firstPassword()).strip();
  }

  /** Where screenshots go. */
  static Path screenshots() throws IOException {
    return Files.createDirectories(target().resolve("screenshots"));
  }

  /** Where the shared installation keeps its data. */
  static Path data() {
    return target().resolve("test-data");
  }

  /** A folder of this run that is not there yet. */
  static Path fresh(String name) {
    Path folder = target().resolve(name);
    delete(folder);
    return folder;
  }

  /** The database's binaries. */
  static Path mariadb() {
    return Path.of(System.getProperty("whittle.mariadb"));
  }

  /** Where tests put the archives that they make. */
  static Path archives() {
    return target().resolve("test-archives");
  }

  /**
   * Takes away what the server knows of packages that it unpacked, as a collection would.
   *
   * @return puts it back when closed
   */
  static AutoCloseable forgettingUnpacked() throws IOException {
    Path known = target().resolve("test-data/store/derived/derived/unpacked-1");
    Path aside = target().resolve("test-data/unpacked-aside");
    Files.move(known, aside);
    return () -> {
      delete(known);
      Files.move(aside, known);
    };
  }

  /** Where the server keeps the blob, for tests that damage it. */
  static Path blob(String digest) {
    String hex = digest.substring(digest.indexOf(':') + 1);
    Path folder =
        target().resolve("test-data/store/blobs/blobs/sha256").resolve(hex.substring(0, 2));
    return Stream.of(".zst", ".dif")
        .map(suffix -> folder.resolve(hex + suffix))
        .filter(Files::exists)
        .findFirst()
        .orElse(folder.resolve(hex));
  }

  /**
   * Starts an installation beside the shared one, on a data folder of that name, which is new the
   * first time; whoever asks closes it.
   */
  static Installation another(String name) {
    Path data = target().resolve(name);
    if (OTHERS.add(name)) {
      delete(data);
    }
    return on(data);
  }

  /** The same, on a folder that is there. */
  static Installation on(Path data) {
    return Installation.start(
        settings(data), line -> System.out.println("[" + data.getFileName() + "] " + line));
  }

  private static Settings settings(Path data) {
    return new Settings(root(), mariadb(), data, 0, "127.0.0.1", false);
  }

  private static synchronized Installation running() {
    if (installation == null) {
      throw new IllegalStateException("no server: run the tests by Maven");
    }
    return installation;
  }

  private static synchronized void start() {
    if (installation != null) {
      return;
    }
    Path data = fresh("test-data");
    delete(archives());
    installation =
        Installation.start(settings(data), line -> System.out.println("[server] " + line));
    // Arquillian reads it by arquillian.xml.
    System.setProperty(
        "whittle.test.management-port", Integer.toString(installation.managementPort()));
  }

  private static synchronized void stop() {
    if (installation != null) {
      installation.close();
      installation = null;
    }
  }

  /** The repository. */
  static Path root() {
    return Path.of(System.getProperty("whittle.root"));
  }

  private static Path target() {
    return root().resolve("ear/target");
  }

  private static void delete(Path folder) {
    if (!Files.exists(folder)) {
      return;
    }
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
