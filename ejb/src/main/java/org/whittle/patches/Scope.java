package org.whittle.patches;

import java.util.List;
import java.util.Optional;
import org.whittle.kernel.InvalidInput;

/**
 * Which images a rollout is about: all, those with a label, or those that are named.
 *
 * @param label name and value, or the name alone for any value
 * @param images names; none: all images, with the label if there is one
 */
public record Scope(Optional<Label> label, List<String> images) {
  private static final int MOST_NAMES = 1000;

  /** All images. */
  public static final Scope ALL = new Scope(Optional.empty(), List.of());

  /** A label, with a value unless any will do. */
  public record Label(String name, Optional<String> value) {
    @Override
    public String toString() {
      return name + value.map(v -> "=" + v).orElse("");
    }
  }

  /** Checks that it is one of the three. */
  public Scope {
    images = images.stream().map(String::strip).filter(name -> !name.isEmpty()).toList();
    images = images.stream().distinct().sorted().toList();
    if (label.isPresent() && !images.isEmpty()) {
      throw new InvalidInput(
          "cannot plan a rollout for a label and for named images at once",
          "Say one of both",
          null);
    }
    if (images.size() > MOST_NAMES) {
      throw new InvalidInput(
          "cannot plan a rollout: more than 1,000 images are named", "Use a label", null);
    }
  }

  /**
   * Reads a label as {@code name=value} or {@code name}, and names.
   *
   * @throws InvalidInput if the label has no name
   */
  public static Scope of(String label, List<String> images) {
    String said = label.strip();
    if (said.isEmpty()) {
      return new Scope(Optional.empty(), images);
    }
    int at = said.indexOf('=');
    String name = (at < 0 ? said : said.substring(0, at)).strip();
    if (name.isEmpty()) {
      throw new InvalidInput(
          "cannot plan a rollout: \"" + said + "\" is no label",
          "Write a label as name=value, or its name alone",
          null);
    }
    Optional<String> value =
        at < 0 ? Optional.empty() : Optional.of(said.substring(at + 1).strip());
    return new Scope(Optional.of(new Label(name, value)), images);
  }

  /** For people; empty for all. */
  @Override
  public String toString() {
    return label.map(Label::toString).orElse(String.join(", ", images));
  }
}
