package org.whittle.approvals;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.whittle.advisory.Severity;
import org.whittle.kernel.InvalidInput;

/**
 * Whether a policy allows that versions are published before their tests.
 *
 * @param policy its name
 * @param label of the images that it speaks of; empty: all
 * @param value of the label; empty: any
 * @param from the severity from which it allows it, where that decides
 */
public record StructureRule(
    String policy, String label, String value, StructureFirst allowed, Optional<Severity> from) {
  /** Checks that a severity is there where it decides, and nowhere else. */
  public StructureRule {
    if ((allowed == StructureFirst.SEVERE) != from.isPresent()) {
      throw new InvalidInput(
          "cannot keep policy "
              + policy
              + (from.isPresent()
                  ? ": a severity decides only where it is asked for"
                  : ": it does not say from which severity tests may come after"));
    }
    if (from.equals(Optional.of(Severity.UNKNOWN))) {
      throw new InvalidInput(
          "cannot keep policy " + policy + ": what is unknown cannot be urgent",
          "Choose a severity",
          null);
    }
  }

  private boolean concerns(Map<String, String> labels) {
    return label.isEmpty()
        || (labels.containsKey(label) && (value.isEmpty() || value.equals(labels.get(label))));
  }

  private boolean allows(Severity mended) {
    return switch (allowed) {
      case NEVER -> false;
      case SEVERE -> mended.compareTo(from.orElseThrow()) >= 0;
      case ALWAYS -> true;
    };
  }

  /**
   * The policies that want tests first of one of the images, by name; all that speak of an image
   * must allow it, and where none speaks nothing is in the way.
   *
   * @param mended the gravest that is mended
   * @param images the labels of each image
   */
  public static List<String> refusing(
      List<StructureRule> rules, Severity mended, Collection<Map<String, String>> images) {
    return rules.stream()
        .filter(rule -> !rule.allows(mended))
        .filter(rule -> images.stream().anyMatch(rule::concerns))
        .map(StructureRule::policy)
        .sorted()
        .toList();
  }
}
