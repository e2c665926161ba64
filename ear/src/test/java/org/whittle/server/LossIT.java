package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.whittle.client.Api;

/**
 * A rebuild whose database is killed under it, or whose disk is full, ends as if nothing had been
 * once the database or the space is there again: the server is not started anew.
 */
@RequiresTool({"bwrap", "dash", "mount"})
@TestMethodOrder(OrderAnnotation.class)
class LossIT {
  private static final int LOSSES = Integer.getInteger("whittle.losses", 2);
  private static final long SEED = Long.getLong("whittle.losses.seed", System.nanoTime());
  private static final int IMAGES = 6;

  private static boolean ownFileSystem;
  private static Path store;
  private static RebuildTrial trial;
  private static int version = 2;

  @BeforeAll
  static void start() throws Exception {
    Path data = RunningWhittle.fresh("loss-data");
    store = Files.createDirectories(data.resolve("store"));
    ownFileSystem =
        run("mount", "-t", "tmpfs", "-o", "size=192m,mode=700", "whittle", store.toString());
    trial = RebuildTrial.on(RunningWhittle.on(data), "loss", IMAGES);
    trial.rebuild();
    trial.awaitQuiet();
    trial.mend(++version);
    long rollout = trial.rebuild();
    trial.awaitQuiet();
    trial.assertWhole(rollout, version);
  }

  @AfterAll
  static void stop() throws Exception {
    try (RebuildTrial closed = trial) {
      assertTrue(closed != null || !ownFileSystem, "the trial did not start");
    } finally {
      if (ownFileSystem) {
        run("umount", "--lazy", store.toString());
      }
    }
  }

  @Test
  @Order(1)
  void theDatabaseIsLostAndComesBack() throws Exception {
    Random random = new Random(SEED);
    System.out.println("losses by seed " + SEED);
    long took = trial.lastJobMillis();
    for (int loss = 1; loss <= LOSSES; loss++) {
      trial.mend(++version);
      long rollout = trial.rebuild();
      long after = random.nextLong(took);
      Thread.sleep(after);
      trial.installation().killDatabase();
      long killed = System.nanoTime();
      Thread.sleep(random.nextLong(2000));
      trial.installation().startDatabaseAgain();
      trial.awaitQuiet();
      trial.assertWhole(rollout, version);
      System.out.printf(
          "loss %d after %d of %d ms: whole %d s later, %s%n",
          loss, after, took, (System.nanoTime() - killed) / 1_000_000_000, lastJobs());
    }
    trial.assertStored();
  }

  @Test
  @Order(2)
  void theDiskIsFullAndThereIsSpaceAgain() throws Exception {
    assumeTrue(ownFileSystem, "only root can mount the small file system that is to be full");
    trial.mend(++version);
    Path filler = store.resolve("filler");
    long rollout = trial.approve();
    fill(filler);
    trial.start();
    String said = awaitNoSpace(rollout);
    assertTrue(said.startsWith("tried "), said);
    Files.delete(filler);
    trial.awaitQuiet();
    trial.assertWhole(rollout, version);
    trial.assertStored();
  }

  /** The last jobs, and how they ended. */
  private static String lastJobs() {
    StringBuilder told = new StringBuilder();
    for (JsonNode job : trial.administrator().get("jobs?size=2").path("rows")) {
      told.append(job.path("state").asText()).append(' ').append(job.path("attempt")).append("; ");
    }
    return told.toString();
  }

  private static void fill(Path filler) throws IOException {
    byte[] block = new byte[1 << 16];
    try (OutputStream out = Files.newOutputStream(filler)) {
      while (Files.getFileStore(filler).getUsableSpace() > 0) {
        out.write(block, 0, (int) Math.min(block.length, usable(filler)));
      }
    }
  }

  private static long usable(Path file) throws IOException {
    return Files.getFileStore(file).getUsableSpace();
  }

  /** Waits until a line says that there is no space; what it says. */
  private static String awaitNoSpace(long rollout) throws InterruptedException {
    for (int i = 0; i < 600; i++) {
      JsonNode page = trial.administrator().get(Api.path("rollouts", rollout));
      for (JsonNode line : page.at("/plan/lines")) {
        String message = line.path("message").asText();
        if (message.contains("no space left")) {
          assertEquals("PLANNED", line.path("state").asText(), line::toString);
          return message;
        }
      }
      Thread.sleep(50);
    }
    throw new AssertionError("no line has met the full disk");
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    boolean done = process.waitFor() == 0;
    if (!done) {
      System.out.println(String.join(" ", command) + ": " + said.strip());
    }
    return done;
  }
}
