package org.whittle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.whittle.kernel.Unavailable;

/** The data folder of a server that lives for one story. */
record StoryFolder(Path path, boolean kept) implements AutoCloseable {
  /** A new one, which is removed at the end. */
  static StoryFolder temporary() {
    try {
      return new StoryFolder(Files.createTempDirectory("whittle-story-"), false);
    } catch (IOException e) {
      throw new Unavailable("cannot make a folder for the story: " + e.getMessage(), e);
    }
  }

  /** One that stays. */
  static StoryFolder kept(Path path) {
    return new StoryFolder(path, true);
  }

  @Override
  public void close() {
    if (kept) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new Unavailable("cannot remove " + path + ": " + e.getMessage(), e);
    }
  }
}
