package org.whittle.resolver;

import java.util.List;
import java.util.stream.Stream;

/**
 * What is asked of a resolution.
 *
 * @param roots the packages asked for, in order: all of them are chosen before their needs
 * @param followRecommends whether recommendations are chosen where nothing speaks against them
 * @param includeEssential whether the essential packages are chosen as if asked for
 * @param holds names that stay within a range of versions
 * @param bans versions that may not be chosen
 * @param policy which versions of a name may be chosen
 * @param mode what to strive for among all sets that give the roots
 */
public record ResolutionRequest(
    List<Root> roots,
    boolean followRecommends,
    boolean includeEssential,
    List<Hold> holds,
    List<Ban> bans,
    CandidatePolicy policy,
    ResolutionMode mode) {

  /** Keeps the lists as they are. */
  public ResolutionRequest {
    roots = List.copyOf(roots);
    holds = List.copyOf(holds);
    bans = List.copyOf(bans);
  }

  /** The same to be chosen as apt does. */
  public ResolutionRequest(
      List<Root> roots,
      boolean followRecommends,
      boolean includeEssential,
      List<Hold> holds,
      List<Ban> bans,
      CandidatePolicy policy) {
    this(roots, followRecommends, includeEssential, holds, bans, policy, ResolutionMode.APT);
  }

  /** These names and what they require, from the candidates, without recommendations. */
  public static ResolutionRequest of(String... names) {
    return of(Stream.of(names).map(Root::of).toList());
  }

  /** These roots and what they require, from the candidates, without recommendations. */
  public static ResolutionRequest of(List<Root> roots) {
    return new ResolutionRequest(
        roots, false, false, List.of(), List.of(), CandidatePolicy.CANDIDATE_ONLY);
  }

  /** The same with these roots in place of the former. */
  public ResolutionRequest withRoots(List<Root> newRoots) {
    return new ResolutionRequest(
        newRoots, followRecommends, includeEssential, holds, bans, policy, mode);
  }

  /** The same with recommendations followed or not. */
  public ResolutionRequest withRecommends(boolean follow) {
    return new ResolutionRequest(roots, follow, includeEssential, holds, bans, policy, mode);
  }

  /** The same with the essential packages or without. */
  public ResolutionRequest withEssential(boolean include) {
    return new ResolutionRequest(roots, followRecommends, include, holds, bans, policy, mode);
  }

  /** The same with these holds in place of the former. */
  public ResolutionRequest withHolds(List<Hold> newHolds) {
    return new ResolutionRequest(
        roots, followRecommends, includeEssential, newHolds, bans, policy, mode);
  }

  /** The same with these bans in place of the former. */
  public ResolutionRequest withBans(List<Ban> newBans) {
    return new ResolutionRequest(
        roots, followRecommends, includeEssential, holds, newBans, policy, mode);
  }

  /** The same under another policy. */
  public ResolutionRequest withPolicy(CandidatePolicy newPolicy) {
    return new ResolutionRequest(
        roots, followRecommends, includeEssential, holds, bans, newPolicy, mode);
  }

  /** The same in another mode. */
  public ResolutionRequest withMode(ResolutionMode newMode) {
    return new ResolutionRequest(
        roots, followRecommends, includeEssential, holds, bans, policy, newMode);
  }
}
