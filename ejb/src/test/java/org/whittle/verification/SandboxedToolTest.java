package org.whittle.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

class SandboxedToolTest {
  @TempDir static Path directory;
  private static Path root;

  @TempDir Path output;

  @BeforeAll
  static void makeRoot() throws IOException {
    root = PerlRoot.in(directory);
    Files.createDirectory(root.resolve("out"));
  }

  @Test
  void whatIsWrittenToTheOutputStays() throws IOException {
    run("open F, '>/out/made'; print F 6*7", Duration.ofSeconds(20));

    assertEquals("42", Files.readString(output.resolve("made")));
  }

  @Test
  void whatIsWrittenElsewhereDoesNot() throws IOException {
    run("exit 3 if open F, '>/etc/made'; open F, '>/tmp/made' or exit 4", Duration.ofSeconds(20));

    try (var files = Files.list(output)) {
      assertEquals(0, files.count());
    }
  }

  @Test
  void aFailureIsToldWithTheFirstLine() {
    assertEquals(
        "cannot run /usr/bin/perl: it ended with status 7: \"no such module\"",
        assertThrows(
                InvalidInput.class,
                () ->
                    run("print \"no such module\\nat line 1\\n\"; exit 7", Duration.ofSeconds(20)))
            .getMessage());
    assertEquals(
        "cannot run /usr/bin/perl: it did not end within 500 ms: \"\"",
        assertThrows(InvalidInput.class, () -> run("sleep 60", Duration.ofMillis(500)))
            .getMessage());
  }

  @Test
  void withoutBubblewrapNothingIsRun() {
    SandboxedTool tool = new SandboxedTool(Sandbox.find("/nowhere"));

    assertEquals(
        "cannot run /usr/bin/perl: the sandbox needs bubblewrap, which is not installed; "
            + "on Debian: apt-get install bubblewrap bash",
        assertThrows(
                Unavailable.class,
                () -> tool.run(root, List.of("/usr/bin/perl"), output, Duration.ofSeconds(1)))
            .getMessage());
  }

  private void run(String script, Duration timeout) {
    RetroTestRunner runner = RetroTestRunner.onThisMachine();
    Assumptions.assumeTrue(runner.whyNot().isEmpty(), () -> runner.whyNot().orElse(""));
    runner.tool().run(root, List.of("/usr/bin/perl", "-e", script), output, timeout);
  }
}
