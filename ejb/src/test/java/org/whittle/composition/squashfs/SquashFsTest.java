package org.whittle.composition.squashfs;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.composition.TreeBuilder;
import org.whittle.composition.tool.SystemTool;
import org.whittle.kernel.Unavailable;
import org.whittle.store.MemoryBlobStore;

class SquashFsTest {
  private static final Instant DATE = Instant.parse("2026-01-02T03:04:05Z");

  @TempDir Path folder;

  @Test
  void holdsTheTreeWithModesAndLinksAndIsTheSameEachTime() throws Exception {
    assumeTrue(SquashFs.TOOL.find().isPresent(), "sqfstar is not installed");
    Path first = write("first");
    Path second = write("second");

    assertArrayEquals(Files.readAllBytes(first), Files.readAllBytes(second));
    String listed = unsquashfs("-lls", "-UTC", first.toString());
    assertTrue(listed.contains("drwxr-x--- root/root"), listed);
    assertTrue(listed.contains("drwxrwxrwt root/root"), listed);
    assertTrue(listed.contains("squashfs-root/bin -> usr/bin"), listed);
    assertTrue(listed.lines().allMatch(l -> l.isBlank() || l.contains("2026-01-02 03:04")), listed);
    assertEquals("program", unsquashfs("-cat", first.toString(), "usr/bin/p\u00fc"));
  }

  private Path write(String name) {
    TreeBuilder tree =
        new TreeBuilder()
            .pack("p")
            .dir("/", 0750)
            .dir("/tmp", 01777)
            .file("/usr/bin/p\u00fc", 0755, "program")
            .link("/bin", "usr/bin");
    Path file = folder.resolve(name);
    SquashFs.write(tree.tree(), tree.fill(new MemoryBlobStore()), DATE, file);
    return file;
  }

  private static String unsquashfs(String... arguments) throws IOException, InterruptedException {
    List<String> line = new java.util.ArrayList<>(List.of("unsquashfs"));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void aMissingToolIsNamedWithHowToInstallIt() {
    SystemTool absent = new SystemTool("absent-tool", "absent-tools");

    Unavailable missing =
        assertThrows(Unavailable.class, () -> absent.run("the disk", List.of(), Map.of()));
    assertEquals("cannot write the disk: absent-tool is not installed", missing.getMessage());
    assertEquals(Optional.of("Install it with: apt-get install absent-tools"), missing.remedy());
  }

  @Test
  void aToolThatFailsIsQuoted() {
    SystemTool shell = new SystemTool("sh", "dash");

    Unavailable failed =
        assertThrows(
            Unavailable.class,
            () -> shell.run("the disk", List.of("-c", "echo one; echo two >&2; exit 3"), Map.of()));
    assertEquals("cannot write the disk: sh ended with status 3: two", failed.getMessage());

    Unavailable full =
        assertThrows(
            Unavailable.class,
            () ->
                shell.run(
                    "the disk",
                    List.of("-c", "echo write: No space left on device; exit 1"),
                    Map.of()));
    assertEquals(Optional.of("Free space on the file system of the output."), full.remedy());
  }

  @Test
  void aToolIsKilledWhenItsCallerIsInterrupted() {
    SystemTool sleep = new SystemTool("sleep", "coreutils");
    Thread.currentThread().interrupt();
    long start = System.nanoTime();

    assertThrows(Unavailable.class, () -> sleep.run("the disk", List.of("60"), Map.of()));
    assertTrue(Thread.interrupted(), "the interruption is lost");
    assertTrue(System.nanoTime() - start < 5_000_000_000L, "it waited");
  }
}
