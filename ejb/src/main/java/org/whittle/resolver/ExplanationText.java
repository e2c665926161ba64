package org.whittle.resolver;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.format.PackageId;

/**
 * Puts an explanation into words: numbered facts, each said once, that refer to those before them.
 */
public final class ExplanationText {
  private final StringBuilder text = new StringBuilder();

  /** The number of the fact that leads to a package. */
  private final Map<PackageId, Integer> leading = new HashMap<>();

  private final Map<Cause, Integer> said = new HashMap<>();
  private final Phrases phrases;
  private final Notes notes;

  private ExplanationText(Phrases phrases) {
    this.phrases = phrases;
    this.notes = new Notes(phrases);
  }

  /** Why there is no solution; each line ends with a line feed. */
  public static String of(Explanation explanation) {
    ExplanationText report = new ExplanationText(new Phrases(Spoken.of(explanation)));
    Map<String, List<MissingDependency>> missing = new LinkedHashMap<>();
    for (MissingDependency each : explanation.missing()) {
      missing.computeIfAbsent(wanted(each.chain().getLast()), key -> new ArrayList<>()).add(each);
    }
    missing.forEach(report::missing);
    boolean clash =
        explanation.core().stream()
            .noneMatch(cause -> options(cause).filter(List::isEmpty).isPresent());
    if (clash || explanation.missing().isEmpty()) {
      report.text.append(core(explanation.core(), report.phrases));
    }
    return report.text.toString();
  }

  /** Why a package that comes to mind does not help, without a line feed. */
  public static String of(NearMiss nearMiss) {
    return new Phrases(Stream.of(nearMiss.id())).nearMiss(nearMiss.id(), nearMiss.obstacle());
  }

  private static String core(List<Cause> core, Phrases phrases) {
    List<String> wanted =
        core.stream()
            .filter(Cause.Requested.class::isInstance)
            .map(cause -> ((Cause.Requested) cause).wanted())
            .toList();
    String head =
        "no solution for "
            + Phrases.joined(wanted, "and")
            + (wanted.size() > 1 ? " together:\n" : ":\n");
    return head
        + Proof.of(core)
            .map(proof -> ProofText.of(proof, phrases))
            .orElseGet(() -> ProofText.list(core, phrases));
  }

  private void missing(String wanted, List<MissingDependency> dependencies) {
    text.append("nothing gives ").append(wanted).append(":\n");
    for (MissingDependency dependency : dependencies) {
      for (Cause cause : dependency.chain()) {
        if (!said.containsKey(cause)) {
          say(cause);
        }
      }
    }
  }

  private void say(Cause cause) {
    int number = said.size() + 1;
    said.put(cause, number);
    List<PackageId> options = options(cause).orElse(List.of());
    options.forEach(option -> leading.putIfAbsent(option, number));
    String words =
        switch (cause) {
          case Cause.Requested requested -> requested.wanted() + " was requested";
          case Cause.Requires requires -> by(requires, number) + " needs " + requires.clause();
          case Cause.Excludes excludes ->
              phrases.name(excludes.by()) + " excludes " + excludes.relation();
          case Cause.SameName same -> "only one " + same.one().name() + " can be chosen";
        };
    String which = options.isEmpty() ? "" : phrases.which(options);
    text.append("  ").append(number).append(". ").append(words).append(which).append(".\n");
    notes.write(text, "     ", cause);
  }

  /** The package that needs something, and the fact that leads to it unless that came just now. */
  private String by(Cause.Requires requires, int number) {
    Integer leads = leading.get(requires.by());
    String reference = leads == null || leads == number - 1 ? "" : " (" + leads + ")";
    return phrases.name(requires.by()) + reference;
  }

  private static String wanted(Cause cause) {
    return switch (cause) {
      case Cause.Requested requested -> requested.wanted();
      case Cause.Requires requires -> requires.clause();
      case Cause.Excludes excludes -> excludes.relation();
      case Cause.SameName same -> same.one().name().value();
    };
  }

  private static Optional<List<PackageId>> options(Cause cause) {
    return switch (cause) {
      case Cause.Requested requested -> Optional.of(requested.options());
      case Cause.Requires requires -> Optional.of(requires.options());
      case Cause.Excludes excludes -> Optional.empty();
      case Cause.SameName same -> Optional.empty();
    };
  }
}
