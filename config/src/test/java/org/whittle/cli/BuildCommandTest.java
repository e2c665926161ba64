package org.whittle.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The build command, as typed; the build itself has its tests below. */
class BuildCommandTest {
  @TempDir Path folder;
  private Path blueprint;
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();

  @BeforeEach
  void write() throws IOException {
    blueprint = Files.writeString(folder.resolve("a.yaml"), "name: a\npackages: [a]\n");
  }

  @Test
  void anUnknownFormatIsRefusedBeforeAnythingIsFetched() {
    assertEquals(1, run("--format", "oci,iso"));
    assertTrue(
        err.toString()
            .startsWith(
                "whittle: cannot write format \"iso\": it is not known\n  Use one of oci, "),
        err::toString);
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void anUnknownCompressionIsRefusedBeforeAnythingIsFetched() {
    assertEquals(1, run("--compression", "lz4"));
    assertEquals(
        """
        whittle: cannot compress layers by "lz4": it is not known
          Use gzip, which every tool reads, or zstd.
        """,
        err.toString());
    assertFalse(Files.exists(folder.resolve("out")));
  }

  @Test
  void problemsOfTheBlueprintAreEvents() throws IOException {
    Files.writeString(blueprint, "name: a\npackages: [a]\nformat: oci\n");

    assertEquals(1, run());
    assertTrue(
        out.toString()
            .startsWith("{\"event\":\"problem\",\"file\":\"" + blueprint + "\",\"line\":3"),
        out::toString);
  }

  @Test
  void theOutputIsAskedFor() {
    assertEquals(2, execute("build", blueprint.toString()));
    assertTrue(err.toString().startsWith("Missing required option: '--output=DIR'"), err::toString);
  }

  @Test
  void sourcesThatAreNotThereAreNamed() {
    assertEquals(1, run("--source", "/absent.sources"));
    assertEquals(
        "whittle: cannot read sources /absent.sources: there is no such file, or no permission\n",
        err.toString());
  }

  @Test
  void whatIsNoLockIsRefusedWithTheRemedy() throws IOException {
    Path lock = Files.writeString(folder.resolve("a.lock"), "Format: other\n\n");

    assertEquals(1, run("--lock", lock.toString()));
    assertEquals(
        "whittle: cannot use lock "
            + lock
            + ": it does not begin with Format: whittle-lock-1\n"
            + "  Delete it to build from what the archives offer now.\n",
        err.toString());
  }

  private int run(String... more) {
    String[] all = new String[6 + more.length];
    all[0] = "build";
    all[1] = blueprint.toString();
    all[2] = "--output";
    all[3] = folder.resolve("out").toString();
    all[4] = "--cache";
    all[5] = folder.resolve("cache").toString();
    System.arraycopy(more, 0, all, 6, more.length);
    return execute(all);
  }

  private int execute(String... arguments) {
    return Whittle.commandLine()
        .setOut(new PrintWriter(out, true))
        .setErr(new PrintWriter(err, true))
        .execute(arguments);
  }
}
