package org.whittle.launcher;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.whittle.kernel.Unavailable;

/**
 * WildFly with the application, on a base folder of its own.
 *
 * <p>The provisioned server stays untouched: its configuration and the application are copied to
 * the base folder on each start, so a new build takes effect and two installations never meet.
 */
final class Server {
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final String STARTED_WITH_ERRORS = "WFLYSRV0026";

  private final ChildProcess process;
  private final URI address;
  private final int managementPort;
  private final AtomicBoolean broken;

  private Server(ChildProcess process, URI address, int managementPort, AtomicBoolean broken) {
    this.process = process;
    this.address = address;
    this.managementPort = managementPort;
    this.broken = broken;
  }

  /** Starts the server and hands each line of its console to {@code console}. */
  static Server start(
      Settings settings,
      DataFolder data,
      Map<String, String> environment,
      Consumer<String> console) {
    int port = settings.port() == 0 ? Ports.free() : settings.port();
    Ports.checkFree(settings.address(), port);
    int managementPort = Ports.free();
    try {
      prepareBase(settings, data.server());
    } catch (IOException e) {
      throw new Unavailable("cannot prepare the server: " + e.getMessage(), e);
    }
    AtomicBoolean broken = new AtomicBoolean();
    ChildProcess process =
        ChildProcess.start(
            "server",
            command(settings, data, port, managementPort),
            environment,
            data.server(),
            line -> {
              if (line.contains(STARTED_WITH_ERRORS)) {
                broken.set(true);
              }
              console.accept(line);
            });
    URI address = URI.create("http://" + settings.address() + ":" + port + "/");
    return new Server(process, address, managementPort, broken);
  }

  /** Waits until the application says that it is ready, for at most five minutes. */
  void awaitReady(Path log) {
    try (HttpClient client = HttpClient.newHttpClient()) {
      boolean ready =
          Poll.until(
              PATIENCE, () -> broken.get() || !process.isAlive() || isReady(client, address));
      if (!ready || broken.get() || !process.isAlive()) {
        throw new Unavailable(
            "cannot start the server: the application is not ready",
            "The reason is in " + log,
            null);
      }
    }
  }

  /** Where the portal is. */
  URI address() {
    return address;
  }

  /** The loopback port of WildFly's management. */
  int managementPort() {
    return managementPort;
  }

  int waitFor() throws InterruptedException {
    return process.waitFor();
  }

  void stop() {
    process.stop();
  }

  void kill() {
    process.kill();
  }

  private static boolean isReady(HttpClient client, URI address) {
    HttpRequest request =
        HttpRequest.newBuilder(address.resolve("health")).timeout(Duration.ofSeconds(10)).build();
    try {
      return client.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private static void prepareBase(Settings settings, Path base) throws IOException {
    Path configuration = Files.createDirectories(base.resolve("configuration"));
    Path provisioned = settings.serverHome().resolve("standalone/configuration");
    try (Stream<Path> files = Files.list(provisioned)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        copy(file, configuration.resolve(file.getFileName()));
      }
    }
    Path application = Files.createDirectories(base.resolve("application"));
    copy(settings.application(), application.resolve("whittle.ear"));
  }

  private static void copy(Path from, Path to) throws IOException {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.COPY_ATTRIBUTES);
  }

  private static List<String> command(
      Settings settings, DataFolder data, int port, int managementPort) {
    Path home = settings.serverHome();
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("@" + settings.config().resolve("wildfly/java.options"));
    command.add("-Djboss.home.dir=" + home);
    command.add("-Djboss.server.base.dir=" + data.server());
    if (Runtime.version().feature() >= 24) {
      command.add("--sun-misc-unsafe-memory-access=allow");
    }
    command.add(
        "-Dlogging.configuration="
            + settings.config().resolve("wildfly/boot-log.properties").toUri());
    command.add("-Dorg.jboss.boot.log.file=" + data.server().resolve("log/server.log"));
    command.add("-Dwhittle.data=" + data.root());
    command.add("-Dwhittle.config=" + settings.config());
    command.add("-Dwhittle.address=" + settings.address());
    command.add("-Dwhittle.port=" + port);
    command.add("-Dwhittle.management.port=" + managementPort);
    command.add("-Dwhittle.first-start=" + settings.firstStart());
    command.addAll(
        List.of(
            "-jar",
            home.resolve("jboss-modules.jar").toString(),
            "-mp",
            home.resolve("modules").toString(),
            "org.jboss.as.standalone",
            "--read-only-server-config=standalone.xml"));
    return command;
  }
}
