package org.whittle.resolver;

import java.util.List;
import java.util.stream.Collectors;
import org.whittle.format.PackageId;

/** Puts explanations and reasons into words, a line for each fact. */
public final class ExplanationText {
  private final StringBuilder text = new StringBuilder();

  private ExplanationText() {}

  /** Why there is no solution; each line ends with a line feed. */
  public static String of(Explanation explanation) {
    ExplanationText report = new ExplanationText();
    if (explanation.missing().isEmpty()) {
      report.line(0, "these cannot hold together:");
      explanation.core().forEach(cause -> report.cause(1, cause));
    } else {
      explanation.missing().forEach(report::missing);
    }
    return report.text.toString();
  }

  /** Why a package is there: the chain that {@link Resolved#why} gives, indented step by step. */
  public static String of(List<ResolvedPackage> chain) {
    ExplanationText report = new ExplanationText();
    for (int i = 0; i < chain.size(); i++) {
      String id = name(chain.get(i).id());
      String reason =
          chain.get(i).because().map(because -> because + ": " + id).orElse(id + " was requested");
      report.line(i, reason);
    }
    return report.text.toString();
  }

  private void missing(MissingDependency dependency) {
    List<Cause> chain = dependency.chain();
    line(0, "nothing gives " + wanted(chain.getLast()) + ":");
    chain.forEach(cause -> cause(1, cause));
  }

  private static String wanted(Cause cause) {
    return switch (cause) {
      case Cause.Requested requested -> requested.wanted();
      case Cause.Requires requires -> requires.clause();
      case Cause.Excludes excludes -> excludes.relation();
      case Cause.SameName sameName -> sameName.one().name().value();
    };
  }

  private void cause(int depth, Cause cause) {
    switch (cause) {
      case Cause.Requested requested -> {
        line(depth, requested.wanted() + " was requested" + options(requested.options()));
        nearMisses(depth + 1, requested.options(), requested.nearMisses());
      }
      case Cause.Requires requires -> {
        line(
            depth,
            name(requires.by()) + " needs " + requires.clause() + options(requires.options()));
        nearMisses(depth + 1, requires.options(), requires.nearMisses());
      }
      case Cause.Excludes excludes ->
          line(
              depth,
              name(excludes.by())
                  + " excludes "
                  + excludes.relation()
                  + ", which is "
                  + name(excludes.other()));
      case Cause.SameName same ->
          line(
              depth,
              "only one of " + name(same.one()) + " and " + name(same.other()) + " can be chosen");
    }
  }

  private static String options(List<PackageId> options) {
    return options.isEmpty()
        ? ", which nothing gives"
        : options.stream()
            .map(ExplanationText::name)
            .collect(Collectors.joining(" or ", ", which is ", ""));
  }

  private void nearMisses(int depth, List<PackageId> options, List<NearMiss> nearMisses) {
    for (NearMiss miss : nearMisses) {
      boolean telling = options.isEmpty() || !(miss.obstacle() instanceof Obstacle.NotCandidate);
      if (telling) {
        line(depth, "there is " + name(miss.id()) + ", " + obstacle(miss.obstacle()));
      }
    }
  }

  private static String obstacle(Obstacle obstacle) {
    return switch (obstacle) {
      case Obstacle.WrongVersion wrong -> "which does not satisfy " + wrong.relation();
      case Obstacle.ProvidesOtherVersion other ->
          "which provides the name, but in no version that satisfies " + other.relation();
      case Obstacle.Held held -> "but " + held.hold().name() + " is held at " + held.hold().range();
      case Obstacle.Banned banned -> "but " + banned.ban() + " is banned";
      case Obstacle.NotCandidate other -> "but the candidate is " + other.candidate();
    };
  }

  private static String name(PackageId id) {
    return id.name() + " " + id.version();
  }

  private void line(int depth, String words) {
    text.append("  ".repeat(depth)).append(words).append('\n');
  }
}
