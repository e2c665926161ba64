package org.whittle.format.elf;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.FilePath;

class LoaderCacheTest {
  private static final Path LDCONFIG = Path.of("/sbin/ldconfig");

  @TempDir Path folder;

  private static LoaderCache.Entry entry(String path, int bits, int machine) {
    FilePath at = new FilePath(path);
    ElfFile elf =
        new ElfFile(
            bits,
            machine,
            Optional.empty(),
            Optional.of(at.name()),
            List.of(),
            List.of(),
            List.of());
    return new LoaderCache.Entry(at.name(), at, elf);
  }

  private static final List<LoaderCache.Entry> ENTRIES =
      List.of(
          entry("/opt/x/liba.so.2", 64, 62),
          entry("/opt/x/liba.so.10", 64, 62),
          entry("/usr/lib/x86_64-linux-gnu/libz.so.1", 64, 62),
          entry("/opt/y/libz.so.1", 64, 62),
          entry("/opt/x/libriscv.so.1", 64, 243));

  @Test
  void theArchivesOwnToolReadsIt() throws Exception {
    Assumptions.assumeTrue(Files.isExecutable(LDCONFIG), "no ldconfig on this machine");
    Path cache = Files.write(folder.resolve("cache"), LoaderCache.write(ENTRIES));

    assertEquals(
        """
        4 libs found in cache `%s'
        \tlibz.so.1 (libc6,x86-64) => /opt/y/libz.so.1
        \tlibz.so.1 (libc6,x86-64) => /usr/lib/x86_64-linux-gnu/libz.so.1
        \tliba.so.10 (libc6,x86-64) => /opt/x/liba.so.10
        \tliba.so.2 (libc6,x86-64) => /opt/x/liba.so.2
        """
            .formatted(cache),
        output(cache));
  }

  private static String output(Path cache) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(LDCONFIG.toString(), "-p", "-C", cache.toString())
            .redirectErrorStream(true)
            .start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }

  @Test
  void theOrderOfEntriesDoesNotMatter() {
    assertArrayEquals(LoaderCache.write(ENTRIES), LoaderCache.write(ENTRIES.reversed()));
  }

  @ParameterizedTest
  @CsvSource({
    "liba.so.2, liba.so.10",
    "liba.so, liba.so.1",
    "libz.so, libz1.so",
    "liba-b.so, liba1.so",
    "liba.so.1, libb.so.1",
    "liba.so.1, liba.so.1.1",
  })
  void namesAreOrderedAsTheLoaderDoes(String less, String more) {
    assertTrue(LoaderCache.compare(less, more) < 0);
    assertTrue(LoaderCache.compare(more, less) > 0);
    assertEquals(0, LoaderCache.compare(less, less));
  }
}
