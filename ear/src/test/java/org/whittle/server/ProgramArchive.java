package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.whittle.testarchive.ArchiveServer;
import org.whittle.testarchive.DebBuilder;
import org.whittle.testarchive.TestArchive;

/**
 * A signed archive of programs that really run and a shell that all need; its security suite has a
 * newer shell, which touches them all, and a newer first program, which touches one.
 *
 * <p>The programs are scripts; their interpreter and its libraries are this machine's own.
 */
final class ProgramArchive implements AutoCloseable {
  private static final List<Path> INTERPRETER =
      List.of(
          Path.of("/usr/bin/dash"),
          Path.of("/lib64/ld-linux-x86-64.so.2"),
          Path.of("/lib/x86_64-linux-gnu/libc.so.6"));

  private final String name;
  private final int programs;
  private final TestArchive archive;
  private final ArchiveServer server;

  private ProgramArchive(String name, int programs, Path folder) throws IOException {
    this.name = name;
    this.programs = programs;
    archive = TestArchive.in(folder, Clock.systemUTC());
    archive.suite("stable").add(shell("1"));
    for (String program : programs()) {
      archive.suite("stable").add(program(program, "1"));
    }
    archive.suite("stable-security").add(shell("2")).add(program(programs().getFirst(), "2"));
    archive.write();
    server = ArchiveServer.serve(folder);
  }

  /** Writes and serves the archive; no other archive of the run has the name. */
  static ProgramArchive named(String name, int programs) throws IOException {
    Path all = Files.createDirectories(RunningWhittle.archives());
    return new ProgramArchive(name, programs, Files.createTempDirectory(all, name + "-"));
  }

  /** The programs, each a package and an image. */
  List<String> programs() {
    return IntStream.rangeClosed(1, programs).mapToObj(i -> name + "-" + i).toList();
  }

  /** The package that all need. */
  String shell() {
    return name + "-shell";
  }

  private DebBuilder shell(String version) throws IOException {
    DebBuilder deb = DebBuilder.deb(shell(), version, "amd64");
    for (Path file : INTERPRETER) {
      deb.file(file.toString(), Files.readAllBytes(file), 0755);
    }
    return deb.file("/usr/share/doc/" + shell() + "/copyright", "version " + version);
  }

  private DebBuilder program(String program, String version) {
    String script = "#!/usr/bin/dash\necho " + program + " is here\n# " + version + "\n";
    return DebBuilder.deb(program, version, "amd64")
        .depends(shell())
        .file("/usr/bin/" + program, script, 0755);
  }

  private static String blueprint(String program) {
    return """
    name: %1$s
    packages: [%1$s]
    entry-points: [/usr/bin/%1$s]
    formats: [oci]
    tests:
      - name: it runs
        run: [/usr/bin/%1$s]
        contains: %1$s is here
    """
        .formatted(program);
  }

  /** Syncs the base, builds all images, and syncs the security suite. */
  void fill() throws IOException, InterruptedException {
    Client administrator = Client.administrator();
    sync("stable", "BASE");
    for (String program : programs()) {
      administrator.postYaml("images", blueprint(program)).is(201);
      done(administrator.run("images/" + program + "/builds"));
    }
    sync("stable-security", "SECURITY");
  }

  private void sync(String suite, String kind) throws IOException, InterruptedException {
    Client administrator = Client.administrator();
    Map<String, String> source =
        Map.of(
            "name",
            name + "-" + suite,
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
            archive.key().armoredKeyring());
    long id = administrator.post("sources", source).is(201).get("id").asLong();
    done(administrator.run("sources/" + id + "/sync"));
  }

  private static void done(JsonNode job) {
    assertEquals("DONE", job.get("state").asText(), job::toString);
  }

  /** The number of the patch of a source package. */
  long patch(String source) throws IOException {
    JsonNode rows = Client.administrator().get("patches?text=" + source).is(200).get("rows");
    for (JsonNode row : rows) {
      if (row.get("sourceName").asText().equals(source)) {
        return row.get("id").asLong();
      }
    }
    throw new AssertionError("there is no patch of " + source + ": " + rows);
  }

  /** Proposes and approves a rollout of a patch; its number. */
  long approve(String source) throws IOException {
    Map<String, Object> wanted = Map.of("title", source, "patches", List.of(patch(source)));
    long rollout = Client.with("patch-manager").post("rollouts", wanted).is(201).get("id").asLong();
    Client approver = Client.with("approver");
    String plan = approver.get("rollouts/" + rollout).is(200).at("/plan/digest").asText();
    approver
        .post("rollouts/" + rollout + "/approve", Map.of("plan", plan, "comment", "fine"))
        .is(204);
    return rollout;
  }

  @Override
  public void close() {
    server.close();
  }
}
