package org.whittle.launcher;

import java.net.URI;
import java.nio.file.Path;
import java.util.function.Consumer;

/**
 * A running Whittle: database and server on one data folder.
 *
 * <p>Start it from a thread that lives as long as it should run: the kernel stops both processes
 * when that thread ends. {@link #close} may be called by any thread, more than once.
 */
public final class Installation implements AutoCloseable {
  private final DataFolder data;
  private final Path databaseHome;
  private Database database;
  private final Server server;
  private boolean closed;

  private Installation(DataFolder data, Path databaseHome, Database database, Server server) {
    this.data = data;
    this.databaseHome = databaseHome;
    this.database = database;
    this.server = server;
  }

  /**
   * Starts the database, then the server, and waits until the application is ready.
   *
   * @param console hears each line that the server writes for people: warnings and progress
   * @throws org.whittle.kernel.Failure if anything does not start; nothing is left running then
   */
  public static Installation start(Settings settings, Consumer<String> console) {
    DataFolder data = DataFolder.open(settings.data());
    Database database = null;
    Server server = null;
    boolean ready = false;
    try {
      database = Database.start(settings.databaseHome(), data);
      server = Server.start(settings, data, database.environment(), console);
      server.awaitReady(data.server().resolve("log/server.log"));
      ready = true;
      return new Installation(data, settings.databaseHome(), database, server);
    } finally {
      if (!ready) {
        if (server != null) {
          server.stop();
        }
        if (database != null) {
          database.stop();
        }
        data.close();
      }
    }
  }

  /** Where the portal is. */
  public URI address() {
    return server.address();
  }

  /** The loopback port of WildFly's management. */
  public int managementPort() {
    return server.managementPort();
  }

  /** The file that holds the first administrator's password, once the application has made it. */
  public Path firstPassword() {
    return data.secrets().resolve("first-password");
  }

  /** Waits until the server ends by itself; its exit status. */
  public int waitFor() throws InterruptedException {
    return server.waitFor();
  }

  /**
   * Ends the server at once, as a crash would (SIGKILL), and then the database: at once, too, or in
   * order.
   */
  public synchronized void kill(boolean databaseToo) {
    if (!closed) {
      closed = true;
      server.kill();
      if (databaseToo) {
        database.kill();
      } else {
        database.stop();
      }
      data.close();
    }
  }

  /** Ends the database at once, as a crash would (SIGKILL), under the running server. */
  public synchronized void killDatabase() {
    database.kill();
  }

  /** Starts a database that was killed again, where the server looks for it. */
  public synchronized void startDatabaseAgain() {
    database = database.again(databaseHome, data);
  }

  /** Stops the server, then the database. */
  @Override
  public synchronized void close() {
    if (!closed) {
      closed = true;
      server.stop();
      database.stop();
      data.close();
    }
  }
}
