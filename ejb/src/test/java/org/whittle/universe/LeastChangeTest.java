package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.whittle.format.PackageId;
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

/** The update mode against the trying of all sets. */
class LeastChangeTest {
  private static final List<String> ROOTS = List.of("a", "b", "c", "v");

  /** Something that no world has. */
  private static final PackageId GONE = PackageId.of("gone", "1", "amd64");

  @Property(tries = 1000)
  void noSetChangesLess(@ForAll long seed) {
    Random random = new Random(seed);
    SizedWorld world = SizedWorld.random(random);
    List<String> names = new ArrayList<>(ROOTS);
    Collections.shuffle(names, random);
    List<String> roots = names.subList(0, 1 + random.nextInt(2));
    boolean recommends = random.nextBoolean();
    List<PackageId> former = former(world, random);
    for (CandidatePolicy policy : CandidatePolicy.values()) {
      ResolutionRequest request =
          ResolutionRequest.of(roots.stream().map(Root::of).toList())
              .withPolicy(policy)
              .withRecommends(recommends)
              .withMode(ResolutionMode.update(former));
      SizedWorld seen = policy == CandidatePolicy.CANDIDATE_ONLY ? world.candidates() : world;
      Optional<List<SmallWorld.Item>> best =
          seen.best(roots, (w, set) -> figures(w, set, roots, recommends, former));
      Resolution found = Resolver.resolve(universe(world.records()), request);
      check(found, best, seen, roots, recommends, former);
      List<IndexRecord> shuffled = new ArrayList<>(world.records());
      Collections.shuffle(shuffled, random);
      assertEquals(found, Resolver.resolve(universe(shuffled), request));
    }
  }

  private static List<PackageId> former(SizedWorld world, Random random) {
    List<PackageId> former = new ArrayList<>();
    for (SmallWorld.Item item : world.world().items()) {
      if (random.nextBoolean() && former.stream().noneMatch(id -> named(id, item.name()))) {
        former.add(SizedWorld.id(item));
      }
    }
    if (random.nextInt(4) == 0) {
      former.add(GONE);
    }
    Collections.shuffle(former, random);
    return former;
  }

  private static boolean named(PackageId id, String name) {
    return id.name().value().equals(name);
  }

  private static void check(
      Resolution found,
      Optional<List<SmallWorld.Item>> best,
      SizedWorld seen,
      List<String> roots,
      boolean recommends,
      List<PackageId> former) {
    switch (found) {
      case Resolved resolved -> {
        assertEquals(
            best.orElseThrow().stream().map(SizedWorld::id).sorted().toList(),
            resolved.ids(),
            () -> roots + " from " + former + " of " + seen + ": " + resolved.bounds());
        assertTrue(resolved.proved());
        assertEquals(
            figures(seen, best.get(), roots, recommends, former),
            resolved.bounds().stream()
                .filter(b -> b.objective() != Objective.NAMES)
                .map(Bound::reached)
                .toList());
      }
      case Unsatisfiable unsatisfiable -> assertEquals(Optional.empty(), best);
    }
  }

  private static List<Long> figures(
      SizedWorld world,
      List<SmallWorld.Item> set,
      List<String> roots,
      boolean recommends,
      List<PackageId> former) {
    List<Long> figures = new ArrayList<>();
    figures.add(world.removed(set, former, roots, recommends));
    figures.add(SizedWorld.changed(set, former));
    figures.add(SizedWorld.added(set, former));
    figures.add(world.belowCandidate(set, roots));
    figures.add(world.standIns(set));
    if (recommends) {
      figures.add(world.unmet(set, false));
    }
    figures.add(world.outdated(set));
    figures.add(world.size(set));
    figures.add((long) set.size());
    return figures;
  }

  private static DebianUniverse universe(List<IndexRecord> records) {
    return DebianUniverse.builder(Architecture.AMD64).add(records).build();
  }
}
