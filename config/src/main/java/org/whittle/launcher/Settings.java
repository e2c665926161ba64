package org.whittle.launcher;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import org.whittle.kernel.InvalidInput;

/**
 * What one start of Whittle depends on.
 *
 * @param root the repository, or an unpacked distribution of the same shape
 * @param mariadb the folder of the database's binaries, with {@code bin/mariadbd}
 * @param data where everything that outlives a stop is kept
 * @param port the portal's port on {@code address}; 0 takes a free one
 * @param address the address that the portal listens on
 * @param firstStart whether the application fills an empty library by itself
 */
public record Settings(
    Path root, Path mariadb, Path data, int port, String address, boolean firstStart) {
  /** Makes paths absolute and checks that the port can be one. */
  public Settings {
    root = root.toAbsolutePath().normalize();
    mariadb = mariadb.toAbsolutePath().normalize();
    data = data.toAbsolutePath().normalize();
    if (port < 0 || port > 65535) {
      throw new InvalidInput("cannot listen on port " + port + ": a port is a number up to 65535");
    }
  }

  /**
   * Reads {@code whittle.root, whittle.mariadb, whittle.data, whittle.port, whittle.address,
   * whittle.first-start}.
   */
  static Settings from(Properties properties) {
    Path root = Path.of(properties.getProperty("whittle.root", ""));
    String mariadb = properties.getProperty("whittle.mariadb", "ear/target/mariadb");
    String data = properties.getProperty("whittle.data", ".whittle");
    return new Settings(
        root,
        root.resolve(mariadb),
        root.resolve(data),
        port(properties.getProperty("whittle.port", "8080")),
        properties.getProperty("whittle.address", "127.0.0.1"),
        Boolean.parseBoolean(properties.getProperty("whittle.first-start", "true")));
  }

  /** The folder of scripts, rules and blueprints. */
  Path config() {
    return root.resolve("config");
  }

  /** The provisioned server; read only. */
  Path serverHome() {
    return present(root.resolve("ear/target/server"));
  }

  /** The application. */
  Path application() {
    return present(root.resolve("ear/target/whittle.ear"));
  }

  /** The database's binaries; read only. */
  Path databaseHome() {
    return present(mariadb);
  }

  private static Path present(Path file) {
    if (!Files.exists(file)) {
      throw new InvalidInput(
          "cannot start Whittle: " + file + " is not there", "Build it with: mvn -Prun", null);
    }
    return file;
  }

  private static int port(String text) {
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException e) {
      throw new InvalidInput(
          "cannot read whittle.port: '" + text + "' is not a number",
          "Give a number, as in -Dwhittle.port=8081",
          e);
    }
  }
}
