package org.whittle.server;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;
import org.whittle.testarchive.ArchiveServer;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;

/**
 * A signed archive for the portal: small programs that really run, and a security suite with a
 * newer version of each.
 *
 * <p>The programs are scripts; their interpreter and its libraries are this machine's own. It is
 * served until the tests end, since later builds may fetch from it again.
 */
final class ShopArchive {
  /** Programs, each a package. */
  static final List<String> PROGRAMS = List.of("shop-web", "shop-cart", "shop-stock", "shop-desk");

  private static final List<Path> INTERPRETER =
      List.of(
          Path.of("/usr/bin/dash"),
          Path.of("/lib64/ld-linux-x86-64.so.2"),
          Path.of("/lib/x86_64-linux-gnu/libc.so.6"));

  private final TestArchive archive;
  private final ArchiveServer server;

  private ShopArchive(TestArchive archive, ArchiveServer server) {
    this.archive = archive;
    this.server = server;
  }

  /** Writes the archive and serves it on loopback. */
  static ShopArchive serve(Path folder) throws IOException {
    TestArchive archive = TestArchive.in(Files.createDirectories(folder), Clock.systemUTC());
    archive.suite("stable").add(interpreter());
    for (String program : PROGRAMS) {
      archive.suite("stable").add(program(program, "1.0"));
      archive.suite("stable-security").add(program(program, "1.0+security2"));
    }
    archive.write();
    return new ShopArchive(archive, ArchiveServer.serve(archive.directory()));
  }

  private static DebBuilder interpreter() throws IOException {
    DebBuilder deb = DebBuilder.deb("shop-shell", "1.0", "amd64");
    for (Path file : INTERPRETER) {
      deb.file(file.toString(), Files.readAllBytes(file), 0755);
    }
    return deb;
  }

  private static DebBuilder program(String name, String version) {
    String script = "#!/usr/bin/dash\necho " + name + " is open\n# " + version + "\n";
    return DebBuilder.deb(name, version, "amd64")
        .depends("shop-shell")
        .file("/usr/bin/" + name, script, 0755)
        .file("/usr/share/doc/" + name + "/changelog.Debian.gz", changelog(name), 0644)
        .file("/usr/share/doc/" + name + "/copyright", "free");
  }

  private static byte[] changelog(String name) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream();
    try (GZIPOutputStream gzip = new GZIPOutputStream(packed)) {
      gzip.write(
          """
          %1$s (1.0+security2) stable-security; urgency=high

            * Do not give more change than was paid (CVE-2026-40001).
            * Close the door behind the last customer (CVE-2026-40002).

           -- The Shop <shop@example.org>  Mon, 02 Nov 2026 10:00:00 +0000

          %1$s (1.0) stable; urgency=medium

            * Open.

           -- The Shop <shop@example.org>  Mon, 02 Nov 2020 10:00:00 +0000
          """
              .formatted(name)
              .getBytes(StandardCharsets.UTF_8));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }

  /** The blueprint of an image with one of the programs. */
  static String blueprint(String program) {
    return """
    name: %1$s
    description: Says that it is open
    packages: [%1$s]
    entry-points: [/usr/bin/%1$s]
    formats: [oci, tar]
    tests:
      - name: it is open
        run: [/usr/bin/%1$s]
        contains: %1$s is open
    """
        .formatted(program);
  }

  /** One of its suites as a source. */
  Map<String, String> source(String suite, String kind) throws IOException {
    return Map.of(
        "name",
        "shop-" + suite,
        "uri",
        server.uri().toString(),
        "suite",
        suite,
        "components",
        "main",
        "architecture",
        "amd64",
        "kind",
        kind,
        "keyring",
        Files.readString(archive.directory().resolve("keyring.asc")));
  }
}
