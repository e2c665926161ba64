package org.whittle.server;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.whittle.story.ServerHeap;
import org.whittle.story.SourceChoice;
import org.whittle.story.Story;
import org.whittle.story.StoryInputs;

/** The whole story, told on an archive of our own. */
class StoryIT {
  @TempDir Path folder;

  @Test
  @RequiresTool({"bwrap", "skopeo", "dash"})
  void everythingIsAsTold() throws Exception {
    try (StoryArchive archive = StoryArchive.serve(folder)) {
      StoryInputs inputs =
          new StoryInputs(
              RunningWhittle.address(),
              RunningWhittle.firstPassword(),
              SourceChoice.described("story", archive.uri(), "stable", "BASE", archive.keyring()),
              SourceChoice.described(
                  "story-security",
                  archive.uri(),
                  "stable-security",
                  "SECURITY",
                  archive.keyring()),
              List.of(StoryArchive.blueprint("story-app"), StoryArchive.blueprint("story-kept")),
              "story-kept",
              List.of(
                  StoryArchive.blueprint("story-app")
                      .replace("name: story-app", "name: story-more")),
              false);
      List<String> lines = new ArrayList<>();

      boolean told = new Story(inputs, ServerHeap.ofDescendant(), lines::add).tell();

      assertTrue(told, () -> String.join(System.lineSeparator(), lines));
    }
  }
}
