package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.github.luben.zstd.ZstdInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.whittle.client.Api;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Progress;
import org.whittle.launcher.DataDatabase;
import org.whittle.store.FileBlobStore;
import org.whittle.store.StoreCheck;

/**
 * What the command line takes away from the running server while it builds comes back elsewhere:
 * the database as it was at one moment, and each blob that it names.
 */
@RequiresTool({"bwrap", "dash"})
class BackupIT {
  private static final int IMAGES = 12;

  @Test
  void takesAndRestoresWhileImagesAreBuilt() throws Exception {
    Path backups = RunningWhittle.fresh("backups");
    Path restored = RunningWhittle.fresh("restored-data");
    try (ProgramArchive archive = ProgramArchive.named("safe", IMAGES)) {
      run("backup", "--data", RunningWhittle.data().toString(), backups.toString());
      Api administrator = Client.administrator().api();
      CompletableFuture<Void> building =
          CompletableFuture.runAsync(() -> fill(archive, administrator));
      awaitImage(administrator, archive.programs().getFirst());
      run("backup", "--data", RunningWhittle.data().toString(), backups.toString());
      assertFalse(building.isDone(), "nothing was built any more");
      building.join();
    }

    String said = run("restore", "--data", restored.toString(), backups.toString());
    assertTrue(said.startsWith("restored "), said);

    assertSameDatabase(newest(backups), restored);
    FileBlobStore store = new FileBlobStore(restored.resolve("store/blobs"));
    StoreCheck.Report check = StoreCheck.run(store, Progress.NONE);
    assertEquals(List.of(), check.damaged());
    try (DataDatabase database = DataDatabase.of(RunningWhittle.mariadb(), restored)) {
      List<String> named = named(database);
      assertTrue(named.size() > 1, named::toString);
      for (String digest : named) {
        assertTrue(store.contains(Digest.parse(digest)), digest);
      }
    }
    assertEquals(
        Files.readString(RunningWhittle.data().resolve("secrets/first-password")),
        Files.readString(restored.resolve("secrets/first-password")));
    RunningWhittle.fresh("restored-data");
    RunningWhittle.fresh("backups");
  }

  private static void fill(ProgramArchive archive, Api administrator) {
    try {
      archive.fill(administrator);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Waits until the first image is built; the others are then under way. */
  private static void awaitImage(Api administrator, String name) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      for (JsonNode row : administrator.get("images?size=500").path("rows")) {
        if (row.path("name").asText().equals(name) && row.path("newestVersion").asInt() > 0) {
          return;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError(name + " is not built");
  }

  /** Dumped again it is the same text: all tables, rows and counters. */
  private static void assertSameDatabase(Path backup, Path restored) throws IOException {
    ByteArrayOutputStream again = new ByteArrayOutputStream();
    try (DataDatabase database = DataDatabase.of(RunningWhittle.mariadb(), restored)) {
      database.dump(again);
    }
    try (InputStream packed = Files.newInputStream(backup.resolve("database.sql.zst"));
        InputStream plain = new ZstdInputStream(packed)) {
      String taken = new String(plain.readAllBytes(), StandardCharsets.UTF_8);
      List<String> expected = withoutMoment(taken);
      assertTrue(expected.stream().anyMatch(line -> line.startsWith("INSERT INTO `image`")));
      assertEquals(expected, withoutMoment(again.toString(StandardCharsets.UTF_8)));
    }
  }

  private static List<String> withoutMoment(String dump) {
    return dump.lines().filter(line -> !line.startsWith("-- Dump completed on")).toList();
  }

  /** What versions cannot do without: their files, manifests, documents and packages. */
  private static List<String> named(DataDatabase database) {
    return database.query(
        "select lower(hex(tree_digest)) from image_version"
            + " union select lower(hex(oci_manifest)) from image_version"
            + " where oci_manifest is not null"
            + " union select lower(hex(digest)) from version_document"
            + " union select lower(hex(p.sha256)) from composition_line l"
            + " join package_version p on p.id = l.package_version_id");
  }

  private static Path newest(Path backups) throws IOException {
    try (Stream<Path> files = Files.list(backups)) {
      return files
          .filter(f -> Files.exists(f.resolve("manifest.json")))
          .sorted()
          .toList()
          .getLast();
    }
  }

  /** The command as people type it; what it printed. */
  private static String run(String... arguments) throws Exception {
    List<String> command = new ArrayList<>();
    command.add(RunningWhittle.root().resolve("config/bin/whittle").toString());
    command.addAll(List.of(arguments));
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    System.out.print(said);
    return said;
  }
}
