package org.whittle.server;

import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.whittle.client.Api;

/**
 * A server that is killed while it rebuilds goes on when it starts again, and everything is as if
 * nothing had been: on an installation of its own, at random points, every other time together with
 * its database. {@code config/bench/kill} does it more often.
 */
@RequiresTool({"bwrap", "dash"})
class KillIT {
  private static final int KILLS = Integer.getInteger("whittle.kills", 5);
  private static final long SEED = Long.getLong("whittle.kills.seed", System.nanoTime());
  private static final int IMAGES = 8;

  private static RebuildTrial trial;

  @BeforeAll
  static void start() throws Exception {
    trial = RebuildTrial.on(RunningWhittle.another("kill-data"), "kill", IMAGES);
  }

  @AfterAll
  static void stop() {
    if (trial != null) {
      trial.close();
    }
  }

  @Test
  void nothingIsLostAndNothingIsDoneTwice() throws Exception {
    Random random = new Random(SEED);
    System.out.println("kills by seed " + SEED);
    trial.rebuild();
    trial.awaitQuiet();
    trial.mend(3);
    long rollout = trial.rebuild();
    trial.awaitQuiet();
    trial.assertWhole(rollout, 3);
    long took = trial.lastJobMillis();
    for (int kill = 1; kill <= KILLS; kill++) {
      trial.mend(kill + 3);
      rollout = trial.rebuild();
      long after = random.nextLong(took);
      Thread.sleep(after);
      boolean database = kill % 2 == 0;
      trial.installation().kill(database);
      long killed = System.nanoTime();
      trial.goOn(RunningWhittle.another("kill-data"));
      String there =
          trial.administrator().get(Api.path("rollouts", rollout)).at("/row/done").asText();
      trial.awaitQuiet();
      trial.assertWhole(rollout, kill + 3);
      System.out.printf(
          "kill %d after %d of %d ms%s: %s of %d images were there, whole %d s later%n",
          kill,
          after,
          took,
          database ? ", with the database" : "",
          there,
          IMAGES,
          (System.nanoTime() - killed) / 1_000_000_000);
    }
    trial.assertStored();
  }
}
