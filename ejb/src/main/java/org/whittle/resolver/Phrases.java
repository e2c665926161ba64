package org.whittle.resolver;

import java.util.List;
import java.util.stream.Stream;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;

/**
 * The words that explanations share.
 *
 * <p>A package is named with its architecture if the packages spoken of are of several, not
 * counting those for every architecture.
 */
final class Phrases {
  private final boolean several;

  /** For an explanation that speaks of these packages. */
  Phrases(Stream<PackageId> spoken) {
    this.several =
        spoken.filter(Phrases::isOfOne).map(PackageId::architecture).distinct().count() > 1;
  }

  private static boolean isOfOne(PackageId id) {
    return !id.architecture().equals(Architecture.ALL);
  }

  /** Name and version. */
  String name(PackageId id) {
    return id.name() + (several && isOfOne(id) ? ":" + id.architecture() : "") + " " + id.version();
  }

  /** What satisfies a choice, as the end of a sentence. */
  String which(List<PackageId> options) {
    return options.isEmpty()
        ? ", which nothing gives"
        : ", which is " + joined(options.stream().map(this::name).toList(), "or");
  }

  /** A list in words: {@code a}, {@code a and b}, {@code a, b and c}. */
  static String joined(List<String> words, String last) {
    int end = words.size() - 1;
    return end < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, end)) + " " + last + " " + words.get(end);
  }

  /** Why a package that comes to mind does not help. */
  String nearMiss(PackageId id, Obstacle obstacle) {
    return "there is "
        + name(id)
        + switch (obstacle) {
          case Obstacle.WrongVersion wrong -> ", which does not satisfy " + wrong.relation();
          case Obstacle.ProvidesOtherVersion other ->
              ", which provides the name, but in no version that satisfies " + other.relation();
          case Obstacle.OtherArchitecture other -> ", which is of another architecture";
          case Obstacle.Held held ->
              ", but " + held.hold().name() + " is held at " + held.hold().range();
          case Obstacle.Banned banned -> ", but " + banned.ban() + " is banned";
          case Obstacle.NotCandidate other -> ", but the candidate is " + other.candidate();
        };
  }
}
