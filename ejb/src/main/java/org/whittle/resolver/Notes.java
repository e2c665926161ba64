package org.whittle.resolver;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.whittle.format.PackageId;

/** Writes what comes to mind for a fact and does not help, a line each, and each line once. */
final class Notes {
  private final Set<String> said = new HashSet<>();
  private final Phrases phrases;

  Notes(Phrases phrases) {
    this.phrases = phrases;
  }

  void write(StringBuilder text, String indent, Cause cause) {
    switch (cause) {
      case Cause.Requested requested ->
          write(text, indent, requested.options(), requested.nearMisses());
      case Cause.Requires requires ->
          write(text, indent, requires.options(), requires.nearMisses());
      case Cause.Excludes excludes -> {}
      case Cause.SameName same -> {}
    }
  }

  private void write(
      StringBuilder text, String indent, List<PackageId> options, List<NearMiss> nearMisses) {
    if (options.isEmpty() && nearMisses.isEmpty()) {
      text.append(indent).append("no package has or provides it.\n");
    }
    for (NearMiss miss : nearMisses) {
      boolean telling = options.isEmpty() || !isAside(miss.obstacle());
      String note = phrases.nearMiss(miss.id(), miss.obstacle());
      if (telling && said.add(note)) {
        text.append(indent).append(note).append(".\n");
      }
    }
  }

  /** Whether an obstacle is of no interest where something else would do. */
  private static boolean isAside(Obstacle obstacle) {
    return obstacle instanceof Obstacle.NotCandidate
        || obstacle instanceof Obstacle.OtherArchitecture;
  }
}
