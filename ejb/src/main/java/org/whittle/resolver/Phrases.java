package org.whittle.resolver;

import java.util.List;
import org.whittle.format.PackageId;

/** The words that explanations share. */
final class Phrases {
  private Phrases() {}

  /** Name and version. */
  static String name(PackageId id) {
    return id.name() + " " + id.version();
  }

  /** What satisfies a choice, as the end of a sentence. */
  static String which(List<PackageId> options) {
    return options.isEmpty()
        ? ", which nothing gives"
        : ", which is " + joined(options.stream().map(Phrases::name).toList(), "or");
  }

  /** A list in words: {@code a}, {@code a and b}, {@code a, b and c}. */
  static String joined(List<String> words, String last) {
    int end = words.size() - 1;
    return end < 1
        ? String.join("", words)
        : String.join(", ", words.subList(0, end)) + " " + last + " " + words.get(end);
  }

  /** Why a package that comes to mind does not help. */
  static String nearMiss(PackageId id, Obstacle obstacle) {
    return "there is "
        + name(id)
        + switch (obstacle) {
          case Obstacle.WrongVersion wrong -> ", which does not satisfy " + wrong.relation();
          case Obstacle.ProvidesOtherVersion other ->
              ", which provides the name, but in no version that satisfies " + other.relation();
          case Obstacle.Held held ->
              ", but " + held.hold().name() + " is held at " + held.hold().range();
          case Obstacle.Banned banned -> ", but " + banned.ban() + " is banned";
          case Obstacle.NotCandidate other -> ", but the candidate is " + other.candidate();
        };
  }
}
