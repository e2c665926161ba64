package org.whittle.universe;

/** Architecture wildcards for Linux (Debian Policy 11.1.1, "Architecture wildcards"). */
final class ArchitectureWildcard {
  private ArchitectureWildcard() {}

  /** Whether a wildcard such as {@code any}, {@code linux-any} or {@code any-amd64} matches. */
  static boolean matches(String wildcard, String architecture) {
    if (wildcard.equals("any") || wildcard.equals("linux-any")) {
      return true;
    }
    return wildcard.equals(architecture)
        || wildcard.equals("any-" + architecture)
        || wildcard.equals("linux-" + architecture);
  }
}
