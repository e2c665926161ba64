package org.whittle.approvals;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.whittle.kernel.InvalidInput;

/**
 * Which candidates a policy wants tested before anybody can approve.
 *
 * @param policy its name
 * @param label of the images that it speaks of; empty: all
 * @param value of the label; empty: any
 * @param sample how many of each family, if it wants a sample
 */
public record TestDemand(String policy, String label, String value, Tests tests, int sample) {
  private static final int LARGEST_SAMPLE = 1000;

  /** Checks the sample. */
  public TestDemand {
    if (sample < 1 || sample > LARGEST_SAMPLE) {
      throw new InvalidInput(
          "cannot keep policy " + policy + ": a sample is from 1 to 1,000 images of each family");
    }
  }

  /** An image that a rollout would rebuild. */
  public record Image(long line, String name, String family, Map<String, String> labels) {}

  private boolean concerns(Image image) {
    return label.isEmpty()
        || (image.labels().containsKey(label)
            && (value.isEmpty() || value.equals(image.labels().get(label))));
  }

  /**
   * The lines of the images that must be tested by some demands together: of a family's sample the
   * first by name.
   */
  public static Set<Long> required(List<TestDemand> demands, Collection<Image> images) {
    Set<Long> required = new TreeSet<>();
    for (TestDemand demand : demands) {
      Map<String, Map<String, Long>> families = new TreeMap<>();
      images.stream()
          .filter(demand::concerns)
          .forEach(
              image ->
                  families
                      .computeIfAbsent(image.family(), family -> new TreeMap<>())
                      .put(image.name(), image.line()));
      for (Map<String, Long> family : families.values()) {
        family.values().stream().limit(demand.ofFamily(family.size())).forEach(required::add);
      }
    }
    return required;
  }

  private int ofFamily(int size) {
    return switch (tests) {
      case NONE -> 0;
      case SAMPLE -> Math.min(size, sample);
      case ALL -> size;
    };
  }
}
