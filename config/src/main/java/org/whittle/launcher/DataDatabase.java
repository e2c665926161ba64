package org.whittle.launcher;

import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Conflict;
import org.whittle.kernel.NotFound;
import org.whittle.kernel.Unavailable;

/**
 * The database of a data folder for who takes all of it away, or brings it back.
 *
 * <p>It is asked by its own programs through the socket in its folder, as the operating system's
 * user that runs it. If no server runs it, it is started for as long as this is open; the thread
 * that opened it has to live that long.
 */
public final class DataDatabase implements AutoCloseable {
  private static final String NAME = "whittle";

  private final Path home;
  private final Path files;
  private final @Nullable DataFolder folder;
  private final @Nullable Database own;

  private DataDatabase(Path home, Path files, @Nullable DataFolder folder, @Nullable Database own) {
    this.home = home;
    this.files = files;
    this.folder = folder;
    this.own = own;
  }

  /**
   * Opens what is there.
   *
   * @param home the folder of the database's binaries
   * @param data the data folder, of a server that runs or not
   * @throws NotFound if the folder holds no database
   */
  public static DataDatabase of(Path home, Path data) {
    if (!Files.isDirectory(data.resolve("database"))) {
      throw new NotFound(
          "cannot find a database in " + data,
          "Name the data folder of the server with --data",
          null);
    }
    DataFolder folder;
    try {
      folder = DataFolder.open(data);
    } catch (Conflict inUse) {
      if (Files.exists(data.resolve(DataFolder.RESTORING))) {
        throw inUse;
      }
      return new DataDatabase(home, data.resolve("database"), null, null);
    }
    return started(home, folder);
  }

  /** Makes a new, empty one in a folder that is being restored, with the password that is there. */
  static DataDatabase restored(Path home, DataFolder folder) {
    return new DataDatabase(home, folder.database(), null, Database.start(home, folder));
  }

  private static DataDatabase started(Path home, DataFolder folder) {
    boolean ready = false;
    try {
      DataDatabase database =
          new DataDatabase(home, folder.database(), folder, Database.start(home, folder));
      ready = true;
      return database;
    } finally {
      if (!ready) {
        folder.close();
      }
    }
  }

  /** Whether a server runs it now, and goes on to. */
  public boolean isInUse() {
    return own == null;
  }

  /**
   * Writes all of it as SQL, as it was at one moment; whoever uses it is not delayed.
   *
   * @throws Unavailable if the database does not answer
   */
  public void dump(OutputStream to) {
    List<String> command = command("mariadb-dump");
    command.addAll(
        List.of(
            "--single-transaction",
            "--quick",
            "--skip-lock-tables",
            "--hex-blob",
            "--routines",
            "--triggers",
            "--default-character-set=utf8mb4",
            NAME));
    run("dump the database", command, new File("/dev/null"), to);
  }

  /** Runs statements from a file. */
  public void load(Path sql) {
    List<String> command = command("mariadb");
    command.addAll(
        List.of("--default-character-set=utf8mb4", "--max-allowed-packet=64M", "--batch", NAME));
    run("load the database", command, sql.toFile(), OutputStream.nullOutputStream());
  }

  /** The rows of a query: a line each, columns apart by tabs. */
  public List<String> query(String sql) {
    ByteArrayOutputStream rows = new ByteArrayOutputStream();
    List<String> command = command("mariadb");
    command.addAll(List.of("--batch", "--skip-column-names", "--execute=" + sql, NAME));
    run("ask the database", command, new File("/dev/null"), rows);
    return rows.toString(StandardCharsets.UTF_8).lines().toList();
  }

  /** The number of the newest migration that it has seen; 0 before the first. */
  public int schema() {
    return query("select coalesce(max(cast(version as int)), 0) from flyway_schema_history")
        .stream()
        .mapToInt(Integer::parseInt)
        .findFirst()
        .orElse(0);
  }

  private List<String> command(String program) {
    return new ArrayList<>(
        List.of(
            home.resolve("bin").resolve(program).toString(),
            "--no-defaults",
            // Relative to the working folder: an absolute path may be too long for a socket.
            "--socket=mariadb.sock",
            "--protocol=socket",
            "--skip-ssl",
            "--user=root"));
  }

  private void run(String action, List<String> command, File input, OutputStream output) {
    try {
      Path said = Files.createTempFile("whittle-database", ".txt");
      try {
        Process process =
            new ProcessBuilder(command)
                .directory(files.toFile())
                .redirectInput(input)
                .redirectError(said.toFile())
                .start();
        try (InputStream result = process.getInputStream()) {
          result.transferTo(output);
        }
        if (process.waitFor() != 0) {
          throw new Unavailable(
              "cannot " + action + ": " + Files.readString(said).strip(),
              "Run it as the user that runs the server",
              null);
        }
      } finally {
        Files.delete(said);
      }
    } catch (IOException e) {
      throw new Unavailable("cannot " + action + ": " + e.getMessage(), e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new Unavailable("cannot " + action + ": interrupted", e);
    }
  }

  @Override
  public void close() {
    if (own != null) {
      own.stop();
    }
    if (folder != null) {
      folder.close();
    }
  }
}
