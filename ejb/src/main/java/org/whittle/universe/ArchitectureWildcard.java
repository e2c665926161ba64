package org.whittle.universe;

import java.util.List;
import org.whittle.format.deb.Relation;

/**
 * To which architectures a relation is restricted, for Linux (Debian Policy 7.1 and 11.1.1,
 * "Architecture wildcards").
 */
final class ArchitectureWildcard {
  private ArchitectureWildcard() {}

  /** Whether a relation counts in a package of an architecture that was built in no profile. */
  static boolean applies(Relation relation, String architecture) {
    return includes(relation.architectures(), architecture)
        && (relation.profiles().isEmpty()
            || relation.profiles().stream()
                .anyMatch(all -> all.stream().allMatch(p -> p.startsWith("!"))));
  }

  /** Restrictions name architectures to include, or all those to exclude. */
  private static boolean includes(List<String> restrictions, String architecture) {
    if (restrictions.isEmpty()) {
      return true;
    }
    boolean excluding = restrictions.getFirst().startsWith("!");
    boolean named =
        restrictions.stream()
            .map(r -> r.startsWith("!") ? r.substring(1) : r)
            .anyMatch(r -> matches(r, architecture));
    return excluding != named;
  }

  /** Whether a wildcard such as {@code any}, {@code linux-any} or {@code any-amd64} matches. */
  private static boolean matches(String wildcard, String architecture) {
    if (wildcard.equals("any") || wildcard.equals("linux-any")) {
      return true;
    }
    return wildcard.equals(architecture)
        || wildcard.equals("any-" + architecture)
        || wildcard.equals("linux-" + architecture);
  }
}
