package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Architecture;
import org.whittle.resolver.Bound;
import org.whittle.resolver.CandidatePolicy;
import org.whittle.resolver.Objective;
import org.whittle.resolver.Resolution;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.Root;
import org.whittle.resolver.Unsatisfiable;

/** Random roots in a random small world, whose best set is found by looking at every set. */
record SizedTrial(Random random, SizedWorld world, List<String> roots, boolean recommends) {
  private static final List<String> ROOTS = List.of("a", "b", "c", "v");

  static SizedTrial of(long seed) {
    Random random = new Random(seed);
    SizedWorld world = SizedWorld.random(random);
    List<String> names = new ArrayList<>(ROOTS);
    Collections.shuffle(names, random);
    List<String> roots = names.subList(0, 1 + random.nextInt(2));
    return new SizedTrial(random, world, roots, random.nextBoolean());
  }

  /**
   * Compares the answers of a mode, whatever the candidate policy and the order of the input.
   *
   * @param figures what makes one set better than another in this mode, the first one first
   */
  void check(
      ResolutionMode mode, BiFunction<SizedWorld, List<SmallWorld.Item>, List<Long>> figures) {
    for (CandidatePolicy policy : CandidatePolicy.values()) {
      ResolutionRequest request =
          ResolutionRequest.of(roots.stream().map(Root::of).toList())
              .withPolicy(policy)
              .withRecommends(recommends)
              .withMode(mode);
      SizedWorld seen = policy == CandidatePolicy.CANDIDATE_ONLY ? world.candidates() : world;
      Optional<List<SmallWorld.Item>> best = seen.best(roots, figures);
      Resolution found = Resolver.resolve(universe(world.records()), request);
      compare(found, best, seen, set -> figures.apply(seen, set), mode);
      List<IndexRecord> shuffled = new ArrayList<>(world.records());
      Collections.shuffle(shuffled, random);
      assertEquals(found, Resolver.resolve(universe(shuffled), request));
    }
  }

  private void compare(
      Resolution found,
      Optional<List<SmallWorld.Item>> best,
      SizedWorld seen,
      Function<List<SmallWorld.Item>, List<Long>> figures,
      ResolutionMode mode) {
    switch (found) {
      case Resolved resolved -> {
        assertEquals(
            best.orElseThrow().stream().map(SizedWorld::id).sorted().toList(),
            resolved.ids(),
            () -> roots + " by " + mode + " of " + seen + ": " + resolved.bounds());
        assertTrue(resolved.proved());
        assertEquals(
            figures.apply(best.get()),
            resolved.bounds().stream()
                .filter(b -> b.objective() != Objective.NAMES)
                .map(Bound::reached)
                .toList());
      }
      case Unsatisfiable unsatisfiable -> assertEquals(Optional.empty(), best);
    }
  }

  private static DebianUniverse universe(List<IndexRecord> records) {
    return DebianUniverse.builder(Architecture.AMD64).add(records).build();
  }
}
