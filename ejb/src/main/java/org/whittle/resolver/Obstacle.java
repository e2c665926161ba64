package org.whittle.resolver;

import org.whittle.kernel.Version;

/** Why a package version that comes to mind for a relation cannot stand in for it. */
public sealed interface Obstacle {
  /** It is of the right name, but its version does not satisfy the relation. */
  record WrongVersion(String relation) implements Obstacle {}

  /** It provides the name, but in no version that satisfies the relation. */
  record ProvidesOtherVersion(String relation) implements Obstacle {}

  /** It is of an architecture that the relation does not ask for. */
  record OtherArchitecture() implements Obstacle {}

  /** The image holds its name elsewhere. */
  record Held(Hold hold) implements Obstacle {}

  /** It is banned. */
  record Banned(Ban ban) implements Obstacle {}

  /** Only candidates may be chosen, and that is another version of the name. */
  record NotCandidate(Version candidate) implements Obstacle {}
}
