package org.whittle.resolver;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which packages exist for one request: what its holds, bans and candidate policy leave.
 *
 * <p>Only names with a hold or a ban are worked out beforehand, so that an eligibility costs
 * nothing for the others.
 */
final class Eligibility {
  private final PackageUniverse universe;
  private final CandidatePolicy policy;
  private final Map<Integer, List<Hold>> holds = new HashMap<>();
  private final Map<Integer, List<Ban>> bans = new HashMap<>();
  private final Map<Integer, Integer> candidates = new HashMap<>();

  Eligibility(PackageUniverse universe, ResolutionRequest request) {
    this.universe = universe;
    this.policy = request.policy();
    for (Hold hold : request.holds()) {
      Arrays.stream(universe.namesakes(hold.name())).forEach(n -> append(holds, n, hold));
    }
    for (Ban ban : request.bans()) {
      Arrays.stream(universe.namesakes(ban.name())).forEach(n -> append(bans, n, ban));
    }
    holds.keySet().forEach(name -> candidates.put(name, bestLeft(name)));
    bans.keySet().forEach(name -> candidates.put(name, bestLeft(name)));
  }

  private static <T> void append(Map<Integer, List<T>> map, int key, T value) {
    map.merge(key, List.of(value), (a, b) -> Stream.concat(a.stream(), b.stream()).toList());
  }

  /** Whether a package may be chosen. */
  boolean admits(int aPackage) {
    if (policy == CandidatePolicy.CANDIDATE_ONLY) {
      return candidate(universe.nameOf(aPackage)) == aPackage;
    }
    return candidates.isEmpty() || obstacle(aPackage).isEmpty();
  }

  /** The preferred version of a name that holds and bans leave, or -1. */
  int candidate(int name) {
    if (!candidates.isEmpty()) {
      Integer known = candidates.get(name);
      if (known != null) {
        return known;
      }
    }
    IntTable versions = universe.versions();
    int first = versions.start(name);
    return first < versions.end(name) ? versions.at(first) : -1;
  }

  /** Why a package may not be chosen, if so. */
  Optional<Obstacle> obstacle(int aPackage) {
    int name = universe.nameOf(aPackage);
    for (Hold hold : holds.getOrDefault(name, List.of())) {
      if (!universe.within(aPackage, hold.range())) {
        return Optional.of(new Obstacle.Held(hold));
      }
    }
    for (Ban ban : bans.getOrDefault(name, List.of())) {
      if (universe.within(aPackage, ban.range())) {
        return Optional.of(new Obstacle.Banned(ban));
      }
    }
    if (policy == CandidatePolicy.CANDIDATE_ONLY && candidate(name) != aPackage) {
      return Optional.of(new Obstacle.NotCandidate(universe.id(candidate(name)).version()));
    }
    return Optional.empty();
  }

  private int bestLeft(int name) {
    IntTable versions = universe.versions();
    for (int i = versions.start(name); i < versions.end(name); i++) {
      int version = versions.at(i);
      boolean held =
          holds.getOrDefault(name, List.of()).stream()
              .anyMatch(h -> !universe.within(version, h.range()));
      boolean banned =
          bans.getOrDefault(name, List.of()).stream()
              .anyMatch(b -> universe.within(version, b.range()));
      if (!held && !banned) {
        return version;
      }
    }
    return -1;
  }
}
