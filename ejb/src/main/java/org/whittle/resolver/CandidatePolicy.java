package org.whittle.resolver;

/** Which of the versions of a name may be chosen. */
public enum CandidatePolicy {
  /** Only the most preferred one that holds and bans leave; the others do not exist. */
  CANDIDATE_ONLY,
  /** Any, though the preferred one is tried first. */
  ALL_VERSIONS
}
