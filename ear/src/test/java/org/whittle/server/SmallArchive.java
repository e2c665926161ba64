package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.whittle.testarchive.ArchiveServer;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;
import org.whittle.testarchive.TestClock;
import org.whittle.testarchive.TestSuite;

/**
 * A signed archive of a few packages on loopback, for tests of the whole application.
 *
 * <p>All names begin with the archive's own, since the tests of a run share one catalogue: suite
 * {@code stable} has an application, the tool that interprets it, one package that needs what
 * nobody has, and two that exclude each other.
 */
final class SmallArchive implements AutoCloseable {
  private final String name;
  private final TestClock clock = new TestClock(Instant.parse("2025-01-02T03:04:05Z"));
  private final TestArchive archive;
  private final ArchiveServer server;

  private SmallArchive(String name, Path folder) {
    this.name = name;
    archive = TestArchive.in(folder, clock);
    stable()
        .add(
            deb("app", "1")
                .depends(tool())
                .file(program("app"), "#!" + program("tool") + "\n", 0755))
        .add(tool("1"))
        .add(deb("broken", "1").depends(name + "-nothing (>= 2)"))
        .add(deb("left", "1").field("Conflicts", name + "-right"))
        .add(deb("right", "1"));
    archive.write();
    server = ArchiveServer.serve(folder);
  }

  /** Writes and serves the archive; no other archive of the run has the name. */
  static SmallArchive named(String name) throws IOException {
    Path all = Files.createDirectories(RunningWhittle.archives());
    return new SmallArchive(name, Files.createTempDirectory(all, name + "-"));
  }

  /** What the source package of the tool is called. */
  String tool() {
    return name + "-tool";
  }

  private DebBuilder deb(String part, String version) {
    return DebBuilder.deb(name + "-" + part, version, "amd64");
  }

  private DebBuilder tool(String version) {
    return deb("tool", version).file(program("tool"), "tool of version " + version, 0755);
  }

  private String program(String part) {
    return "/usr/bin/" + name + "-" + part;
  }

  /** The suite that has all packages. */
  TestSuite stable() {
    return archive.suite("stable");
  }

  /** Offers a newer tool in suite {@code stable-security}. */
  void mendTool(String version) {
    archive.suite("stable-security").remove(name + "-tool").add(tool(version));
    publish(Duration.ofDays(1));
  }

  /** Writes all suites anew, so much later than before. */
  void publish(Duration later) {
    clock.move(later);
    archive.write();
  }

  /** The server, to make it fail. */
  ArchiveServer server() {
    return server;
  }

  /** The archive. */
  TestArchive archive() {
    return archive;
  }

  /** Where the release of suite {@code stable} is, as messages name it. */
  URI release() {
    return server.uri().resolve("dists/stable/InRelease");
  }

  /** The description of suite {@code stable} as a source, as a request has it. */
  Map<String, String> source(String kind) {
    return source("stable", kind);
  }

  /** The description of a suite as a source, as a request has it. */
  Map<String, String> source(String suite, String kind) {
    Map<String, String> source = new LinkedHashMap<>();
    source.put("name", suite.equals("stable") ? name : name + "-" + suite);
    source.put("uri", server.uri().toString());
    source.put("suite", suite);
    source.put("components", "main");
    source.put("architecture", "amd64");
    source.put("kind", kind);
    source.put("keyring", archive.key().armoredKeyring());
    return source;
  }

  /** Adds suite {@code stable} as a base source and syncs it; gives the source's number. */
  long addAndSync() throws IOException, InterruptedException {
    return addAndSync("stable", "BASE");
  }

  /** Adds a suite as a source and syncs it; gives the source's number. */
  long addAndSync(String suite, String kind) throws IOException, InterruptedException {
    Client administrator = Client.administrator();
    long id = administrator.post("sources", source(suite, kind)).is(201).get("id").asLong();
    JsonNode job = administrator.run("sources/" + id + "/sync");
    assertEquals("DONE", job.get("state").asText(), job::toString);
    return id;
  }

  /** A blueprint of some of the packages, by the ends of their names. */
  String blueprint(String image, String... parts) {
    StringBuilder yaml = new StringBuilder("name: " + image + "\npackages:\n");
    for (String part : parts) {
      yaml.append("  - ").append(name).append('-').append(part).append('\n');
    }
    return yaml.toString();
  }

  /** A blueprint of the application. */
  String applicationBlueprint(String image) {
    return blueprint(image, "app") + "entry-points: [" + program("app") + "]\n";
  }

  @Override
  public void close() {
    server.close();
  }
}
