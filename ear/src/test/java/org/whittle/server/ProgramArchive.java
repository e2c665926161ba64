package org.whittle.server;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.whittle.client.Api;
import org.whittle.client.JobWatch;
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
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<Path> INTERPRETER =
      List.of(
          Path.of("/usr/bin/dash"),
          Path.of("/lib64/ld-linux-x86-64.so.2"),
          Path.of("/lib/x86_64-linux-gnu/libc.so.6"));

  private final String name;
  private final int programs;
  private final TestArchive archive;
  private final ArchiveServer server;
  private final Map<String, Long> sources = new HashMap<>();

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

  /** The server, to make it fail. */
  ArchiveServer server() {
    return server;
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
  void fill(Api administrator) throws IOException {
    sync(administrator, "stable", "BASE");
    for (String program : programs()) {
      administrator.postYaml("images", blueprint(program));
      done(administrator, administrator.post(Api.path("images", program, "builds")));
    }
    sync(administrator, "stable-security", "SECURITY");
  }

  /** Offers a newer shell in the security suite, and syncs that. */
  void mend(Api administrator, String version) throws IOException {
    archive.suite("stable-security").remove(shell()).add(shell(version));
    archive.write();
    sync(administrator, "stable-security", "SECURITY");
  }

  /** Offers a newer shell in the base itself, and syncs that. */
  void renew(Api administrator, String version) throws IOException {
    archive.suite("stable").remove(shell()).add(shell(version));
    archive.write();
    sync(administrator, "stable", "BASE");
  }

  /** What the source of the base is called. */
  String base() {
    return name + "-stable";
  }

  /** The blueprint of a program, as {@link #fill} sends it, with more at its end. */
  static String blueprint(String program, String more) {
    return blueprint(program) + more;
  }

  private void sync(Api administrator, String suite, String kind) throws IOException {
    if (!sources.containsKey(suite)) {
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
      sources.put(suite, administrator.post("sources", source).path("id").asLong());
    }
    done(administrator, administrator.post(Api.path("sources", sources.get(suite), "sync")));
  }

  private static void done(Api api, JsonNode started) {
    long id = started.path("job").asLong();
    JsonNode job = new JobWatch(api, PATIENCE).follow(id, now -> {}).path("job");
    if (!job.path("state").asText().equals("DONE")) {
      throw new AssertionError("job " + id + ": " + job.path("message").asText());
    }
  }

  /** The number of the patch of a source package that is not superseded. */
  long patch(Api api, String source) {
    JsonNode rows = api.get("patches?size=500&text=" + source).path("rows");
    for (JsonNode row : rows) {
      if (row.path("sourceName").asText().equals(source)
          && !row.path("state").asText().equals("SUPERSEDED")
          && row.path("newVersion").asText().equals(newest(rows, source))) {
        return row.path("id").asLong();
      }
    }
    throw new AssertionError("there is no patch of " + source + ": " + rows);
  }

  private static String newest(JsonNode rows, String source) {
    int newest = 0;
    for (JsonNode row : rows) {
      if (row.path("sourceName").asText().equals(source)) {
        newest = Math.max(newest, row.path("newVersion").asInt());
      }
    }
    return Integer.toString(newest);
  }

  /** Proposes and approves a rollout of the newest patch of a source package; its number. */
  long approve(Api manager, Api approver, String source) {
    Map<String, Object> wanted =
        Map.of("title", source, "patches", List.of(patch(manager, source)));
    long rollout = manager.post("rollouts", wanted).path("id").asLong();
    String plan = approver.get(Api.path("rollouts", rollout)).at("/plan/digest").asText();
    approver.post(
        Api.path("rollouts", rollout, "approve"), Map.of("plan", plan, "comment", "fine"));
    return rollout;
  }

  @Override
  public void close() {
    server.close();
  }
}
