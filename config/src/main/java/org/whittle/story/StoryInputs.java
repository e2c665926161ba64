package org.whittle.story;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

/**
 * What the story is told with.
 *
 * @param server the server's address
 * @param password of user {@code admin}
 * @param base the release that images are built from
 * @param patches the source that brings newer versions; not synced before the story is told
 * @param blueprints in YAML, in the order in which they are built; each with tests of its own
 * @param held the image that is put on hold; one of the blueprints, and touched by a patch
 * @param library further blueprints, which fill the library before patches arrive; each with tests
 * @param bars whether the story fails if a measure is over its bar
 */
public record StoryInputs(
    URI server,
    String password,
    SourceChoice base,
    SourceChoice patches,
    List<String> blueprints,
    String held,
    List<String> library,
    boolean bars) {
  /** Checks that there is an image to hold and one to rebuild. */
  public StoryInputs {
    blueprints = List.copyOf(blueprints);
    library = List.copyOf(library);
    if (blueprints.size() < 2) {
      throw new InvalidInput("cannot tell the story: it needs two blueprints");
    }
  }

  /** Blueprints of a folder, by name. */
  public static List<String> starters(Path folder, List<String> names) {
    return names.stream().map(name -> text(folder.resolve(name + ".yaml"))).toList();
  }

  private static String text(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new Unavailable("cannot read " + file + ": " + e.getMessage(), e);
    }
  }
}
