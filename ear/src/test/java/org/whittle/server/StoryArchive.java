package org.whittle.server;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.whittle.testarchive.ArchiveServer;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;

/**
 * A signed archive for the story: two small programs that really run, and a security suite with a
 * newer version of each.
 *
 * <p>The programs are scripts; their interpreter and its libraries are this machine's own.
 */
final class StoryArchive implements AutoCloseable {
  private static final List<Path> INTERPRETER =
      List.of(
          Path.of("/usr/bin/dash"),
          Path.of("/lib64/ld-linux-x86-64.so.2"),
          Path.of("/lib/x86_64-linux-gnu/libc.so.6"));

  private final TestArchive archive;
  private final ArchiveServer server;

  private StoryArchive(TestArchive archive, ArchiveServer server) {
    this.archive = archive;
    this.server = server;
  }

  /** Writes the archive and serves it on loopback. */
  static StoryArchive serve(Path folder) throws IOException {
    TestArchive archive =
        TestArchive.in(Files.createDirectories(folder.resolve("archive")), Clock.systemUTC());
    archive
        .suite("stable")
        .add(interpreter())
        .add(program("story-app", "1"))
        .add(program("story-kept", "1"));
    archive.suite("stable-security").add(program("story-app", "2")).add(program("story-kept", "2"));
    archive.write();
    return new StoryArchive(archive, ArchiveServer.serve(archive.directory()));
  }

  private static DebBuilder interpreter() throws IOException {
    DebBuilder deb = DebBuilder.deb("story-shell", "1", "amd64");
    for (Path file : INTERPRETER) {
      deb.file(file.toString(), Files.readAllBytes(file), 0755);
    }
    return deb;
  }

  private static DebBuilder program(String name, String version) {
    return DebBuilder.deb(name, version, "amd64")
        .depends("story-shell")
        .file("/usr/bin/" + name, "#!/usr/bin/dash\necho " + name + " is here\n# " + version, 0755)
        .file("/usr/share/doc/" + name + "/copyright", "free");
  }

  /** The blueprint of an image with one of the programs. */
  static String blueprint(String name) {
    return """
    name: %1$s
    packages: [%1$s]
    entry-points: [/usr/bin/%1$s]
    formats: [oci, tar]
    tests:
      - name: it runs
        run: [/usr/bin/%1$s]
        contains: %1$s is here
    """
        .formatted(name);
  }

  String uri() {
    return server.uri().toString();
  }

  String keyring() throws IOException {
    return Files.readString(archive.directory().resolve("keyring.asc"));
  }

  @Override
  public void close() {
    server.close();
  }
}
