package org.whittle.launcher;

import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.whittle.kernel.Unavailable;

/**
 * The embedded MariaDB: its own files, a loopback port, one user with a password.
 *
 * <p>MariaDB's root can log in only through the socket in the database's folder, as the user of the
 * operating system that runs it. The application's user is set up on each start from the password
 * file, so that the two never part.
 */
final class Database {
  private static final Duration PATIENCE = Duration.ofMinutes(1);
  private static final String USER = "whittle";
  private static final String NAME = "whittle";

  private final ChildProcess process;
  private final int port;
  private final String password;

  private Database(ChildProcess process, int port, String password) {
    this.process = process;
    this.port = port;
    this.password = password;
  }

  /** Starts the database on a free port, after making its files on the very first start. */
  static Database start(Path home, DataFolder data) {
    return start(home, data, Ports.free());
  }

  /** Starts it again, on the port on which it was. */
  Database again(Path home, DataFolder data) {
    return start(home, data, port);
  }

  private static Database start(Path home, DataFolder data, int port) {
    try {
      if (!Files.exists(data.database())) {
        initialise(home, data.database());
      }
      String password = Secret.readOrCreate(data.secrets().resolve("database-password"));
      Path setUp = data.secrets().resolve("database-user.sql");
      Secret.write(setUp, userStatements(password));
      ChildProcess process =
          ChildProcess.start(
              "database",
              command(home, data.database(), setUp, log(data), port),
              Map.of(),
              home,
              line -> {});
      Database database = new Database(process, port, password);
      database.awaitGreeting(data);
      return database;
    } catch (IOException e) {
      throw new Unavailable("cannot start the database: " + e.getMessage(), e);
    }
  }

  /** What the server needs to reach it. */
  Map<String, String> environment() {
    return Map.of(
        "WHITTLE_DB_URL",
        "jdbc:mariadb://127.0.0.1:" + port + "/" + NAME,
        "WHITTLE_DB_USER",
        USER,
        "WHITTLE_DB_PASSWORD",
        password);
  }

  void stop() {
    process.stop();
  }

  void kill() {
    process.kill();
  }

  private static void initialise(Path home, Path files) throws IOException {
    Path draft = files.resolveSibling("database.new");
    delete(draft);
    Files.createDirectories(draft);
    ProcessBuilder script =
        new ProcessBuilder(
                "sh",
                home.resolve("scripts/mariadb-install-db").toString(),
                "--no-defaults",
                "--basedir=" + home,
                "--datadir=" + draft,
                "--user=" + System.getProperty("user.name"),
                "--auth-root-authentication-method=socket",
                "--auth-root-socket-user=" + System.getProperty("user.name"),
                "--skip-test-db",
                "--force")
            .redirectErrorStream(true);
    Process process = script.start();
    String output =
        new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    try {
      if (process.waitFor() != 0) {
        throw new Unavailable("cannot create the database: " + output);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot create the database: interrupted", e);
    }
    Files.move(draft, files, StandardCopyOption.ATOMIC_MOVE);
  }

  private static List<String> command(Path home, Path files, Path setUp, Path log, int port) {
    return List.of(
        home.resolve("bin/mariadbd").toString(),
        "--no-defaults",
        "--user=" + System.getProperty("user.name"),
        "--basedir=" + home,
        "--datadir=" + files,
        "--lc-messages-dir=" + home.resolve("share"),
        "--init-file=" + setUp,
        "--bind-address=127.0.0.1",
        "--port=" + port,
        // Relative to datadir: an absolute path may be longer than the 107 bytes of sockaddr_un.
        "--socket=mariadb.sock",
        "--pid-file=mariadb.pid",
        "--skip-name-resolve",
        "--skip-ssl",
        "--skip-symbolic-links",
        "--local-infile=OFF",
        "--character-set-server=utf8mb4",
        "--collation-server=utf8mb4_bin",
        "--default-time-zone=+00:00",
        "--max-connections=80",
        "--max-allowed-packet=64M",
        "--innodb-buffer-pool-size=256M",
        "--innodb-log-file-size=128M",
        "--log-error=" + log,
        "--performance-schema=OFF");
  }

  private static String userStatements(String password) {
    return """
    CREATE DATABASE IF NOT EXISTS %1$s CHARACTER SET utf8mb4 COLLATE utf8mb4_bin;
    CREATE USER IF NOT EXISTS '%2$s'@'127.0.0.1';
    ALTER USER '%2$s'@'127.0.0.1' IDENTIFIED BY '%3$s';
    GRANT ALL ON %1$s.* TO '%2$s'@'127.0.0.1';
    """
        .formatted(NAME, USER, password);
  }

  /** The server's greeting is sent once the statements of the init file have been run. */
  private void awaitGreeting(DataFolder data) {
    boolean up =
        Poll.until(PATIENCE, () -> !process.isAlive() || greets(port)) && process.isAlive();
    if (!up) {
      process.stop();
      throw new Unavailable(
          "cannot start the database on port " + port, "Its last words are in " + log(data), null);
    }
  }

  private static boolean greets(int port) {
    try (Socket socket = new Socket()) {
      socket.setSoTimeout(1000);
      socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
      InputStream in = socket.getInputStream();
      return in.read() >= 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Path log(DataFolder data) {
    return data.server().resolve("log/database.log");
  }

  private static void delete(Path folder) throws IOException {
    if (Files.exists(folder)) {
      try (Stream<Path> files = Files.walk(folder)) {
        for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
          Files.delete(file);
        }
      }
    }
  }
}
