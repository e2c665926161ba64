package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.blueprint.Blueprint;
import org.whittle.blueprint.BlueprintParser;
import org.whittle.blueprint.BlueprintResult.Parsed;
import org.whittle.verification.TestOutcome.Verdict;

class BootTestTest {
  @TempDir Path folder;

  @Test
  void whatCannotBeAskedIsUnknown() throws IOException {
    TestOutcome outcome = boot("[{name: starts, run: [/usr/bin/p]}]");

    assertEquals(Verdict.NOT_RUN, outcome.verdict());
    assertTrue(
        List.of(
                "the blueprint has no test that asks a port",
                "qemu-system-x86_64 is not installed. Install it with: apt-get install"
                    + " qemu-system-x86")
            .contains(outcome.detail()),
        outcome.detail());
  }

  @Test
  void whatDoesNotBootHasFailed() throws IOException {
    TestOutcome outcome = boot("[{name: the page, http: {port: 80, path: /, status: 200}}]");

    assertTrue(outcome.verdict() != Verdict.PASSED, outcome.detail());
    if (outcome.verdict() == Verdict.FAILED) {
      assertTrue(outcome.detail().startsWith("the page: the machine ended: "), outcome.detail());
    }
  }

  private TestOutcome boot(String tests) throws IOException {
    Path kernel = Files.writeString(folder.resolve("kernel"), "no kernel");
    Path initrd = Files.writeString(folder.resolve("initrd"), "no root");
    Blueprint blueprint =
        assertInstanceOf(
                Parsed.class,
                BlueprintParser.parse(
                    "name: web\npackages: [p]\nimage: {entrypoint: [/usr/bin/p]}\ntests: "
                        + tests
                        + "\n"))
            .blueprint();
    return new BootTest(Duration.ofSeconds(20))
        .run("boots", blueprint, new BootTest.Medium.Direct(kernel, initrd), 64, folder);
  }
}
