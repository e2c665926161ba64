package org.whittle.application.resolution;

import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;
import org.whittle.resolver.Cause;
import org.whittle.resolver.Explanation;
import org.whittle.resolver.ExplanationText;
import org.whittle.resolver.NearMiss;

/** Turns explanations into the values that leave the use cases. */
final class Explanations {
  private Explanations() {}

  static ExplanationView view(Explanation explanation) {
    return new ExplanationView(
        ExplanationText.of(explanation),
        facts(explanation.core()),
        explanation.missing().stream().map(missing -> facts(missing.chain())).toList());
  }

  private static List<ExplanationView.Fact> facts(List<Cause> causes) {
    return causes.stream().map(Explanations::fact).toList();
  }

  private static ExplanationView.Fact fact(Cause cause) {
    return switch (cause) {
      case Cause.Requested requested ->
          new ExplanationView.Fact(
              "requested",
              Optional.empty(),
              requested.wanted(),
              names(requested.options()),
              misses(requested.nearMisses()));
      case Cause.Requires requires ->
          new ExplanationView.Fact(
              "requires",
              Optional.of(name(requires.by())),
              requires.clause(),
              names(requires.options()),
              misses(requires.nearMisses()));
      case Cause.Excludes excludes ->
          new ExplanationView.Fact(
              "excludes",
              Optional.of(name(excludes.by())),
              excludes.relation(),
              names(List.of(excludes.other())),
              List.of());
      case Cause.SameName same ->
          new ExplanationView.Fact(
              "same-name",
              Optional.of(name(same.one())),
              same.one().name().value(),
              names(List.of(same.other())),
              List.of());
    };
  }

  private static List<String> misses(List<NearMiss> nearMisses) {
    return nearMisses.stream().map(ExplanationText::of).toList();
  }

  private static List<String> names(List<PackageId> ids) {
    return ids.stream().map(Explanations::name).toList();
  }

  /** Name and version. */
  static String name(PackageId id) {
    return id.name() + " " + id.version();
  }
}
