package org.whittle.store;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StagingTest {
  @TempDir private Path root;

  @Test
  void twoThreadsMayBeTheFirstInAFolder() throws Exception {
    try (ExecutorService threads = Executors.newFixedThreadPool(2)) {
      for (int round = 0; round < 300; round++) {
        Path folder = root.resolve("folder-" + round);
        List<Callable<Path>> moves =
            List.of(moving(folder.resolve("one")), moving(folder.resolve("two")));
        for (Future<Path> moved : threads.invokeAll(moves)) {
          assertTrue(Files.exists(moved.get()));
        }
      }
    }
  }

  @Test
  void aFileThatIsGoneIsAFailure() {
    assertThrows(
        NoSuchFileException.class,
        () -> Staging.moveInto(root.resolve("gone"), root.resolve("folder/gone")));
  }

  private Callable<Path> moving(Path target) throws Exception {
    Path file = Files.createTempFile(root, "incoming", "");
    return () -> {
      Staging.moveInto(file, target);
      return target;
    };
  }
}
