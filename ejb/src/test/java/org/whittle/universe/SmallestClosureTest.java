package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
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
import org.whittle.resolver.minimal.Effort;

/** The minimal mode against proved values over the frozen indices and the trying of all sets. */
class SmallestClosureTest {
  private static final List<String> ROOTS = List.of("a", "b", "c", "v");
  private static final ResolutionMode LENIENT = new ResolutionMode.Minimal(true, Effort.DEFAULT);

  @Test
  void theSizesAreThoseThatAnIndependentSolverProved() throws IOException {
    List<String> lines = FrozenIndices.oracle("minimal-closures.tsv");
    List<String> found = new ArrayList<>(lines.subList(0, 1));
    for (String line : lines.subList(1, lines.size())) {
      String[] fields = line.split("\t");
      ResolutionMode mode = fields[1].equals("size") ? LENIENT : ResolutionMode.MINIMAL;
      Resolved smallest = resolve(ResolutionRequest.of(fields[0]), mode);
      assertTrue(smallest.proved(), () -> fields[0] + ": " + smallest.bounds());
      assertEquals(smallest.packages().size(), figure(smallest, Objective.PACKAGES));
      found.add(
          fields[0]
              + "\t"
              + fields[1]
              + "\t"
              + smallest.packages().size()
              + "\t"
              + figure(smallest, Objective.SIZE) / 1024);
    }
    assertEquals(lines, found);
  }

  @Test
  void whatCannotBeProvedInTimeIsToldWithItsGap() throws IOException {
    ResolutionRequest desktop = ResolutionRequest.of("task-xfce-desktop");
    Resolved best = resolve(desktop, ResolutionMode.MINIMAL);
    for (Effort little :
        List.of(new Effort(0, Duration.ofMinutes(1)), new Effort(Long.MAX_VALUE, Duration.ZERO))) {
      Resolved found = resolve(desktop, new ResolutionMode.Minimal(false, little));
      Bound size = bound(found, Objective.SIZE);

      assertFalse(found.proved());
      assertTrue(size.proved() < size.reached(), size::toString);
      assertTrue(size.proved() <= bound(best, Objective.SIZE).reached(), size::toString);
      assertTrue(size.reached() >= bound(best, Objective.SIZE).reached(), size::toString);
      assertEquals(size.reached() - size.proved(), size.gap());
      assertEquals(
          "SIZE " + size.reached() + " (not proved: at least " + size.proved() + ")",
          size.toString());
    }
  }

  private static Resolved resolve(ResolutionRequest request, ResolutionMode mode)
      throws IOException {
    return assertInstanceOf(
        Resolved.class, Resolver.resolve(FrozenIndices.allSuites(), request.withMode(mode)));
  }

  @Property(tries = 1000)
  void noSetIsBetter(@ForAll long seed) {
    Random random = new Random(seed);
    SizedWorld world = SizedWorld.random(random);
    List<String> names = new ArrayList<>(ROOTS);
    Collections.shuffle(names, random);
    List<String> roots = names.subList(0, 1 + random.nextInt(2));
    boolean recommends = random.nextBoolean();
    boolean lenient = random.nextBoolean();
    for (CandidatePolicy policy : CandidatePolicy.values()) {
      ResolutionRequest request =
          ResolutionRequest.of(roots.stream().map(Root::of).toList())
              .withPolicy(policy)
              .withRecommends(recommends)
              .withMode(lenient ? LENIENT : ResolutionMode.MINIMAL);
      SizedWorld seen = policy == CandidatePolicy.CANDIDATE_ONLY ? world.candidates() : world;
      Optional<List<SmallWorld.Item>> best =
          seen.best(roots, (w, set) -> figures(w, set, roots, recommends, lenient));
      Resolution found = Resolver.resolve(universe(world.records()), request);
      check(found, best, seen, roots, recommends, lenient);
      List<IndexRecord> shuffled = new ArrayList<>(world.records());
      Collections.shuffle(shuffled, random);
      assertEquals(found, Resolver.resolve(universe(shuffled), request));
    }
  }

  private static void check(
      Resolution found,
      Optional<List<SmallWorld.Item>> best,
      SizedWorld seen,
      List<String> roots,
      boolean recommends,
      boolean lenient) {
    switch (found) {
      case Resolved resolved -> {
        assertEquals(
            best.orElseThrow().stream().map(i -> i.name() + " " + i.version()).sorted().toList(),
            resolved.ids().stream().map(SmallestClosureTest::text).sorted().toList(),
            () -> roots + " of " + seen + ": " + resolved.bounds());
        assertTrue(resolved.proved());
        assertEquals(
            figures(seen, best.get(), roots, recommends, lenient),
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
      boolean lenient) {
    List<Long> figures = new ArrayList<>();
    figures.add(world.belowCandidate(set, roots));
    if (!lenient) {
      figures.add(world.standIns(set));
    }
    if (recommends) {
      figures.add(world.unmet(set, lenient));
    }
    figures.add(world.size(set));
    figures.add((long) set.size());
    return figures;
  }

  private static String text(PackageId id) {
    return id.name() + " " + id.version();
  }

  private static Bound bound(Resolved resolved, Objective objective) {
    return resolved.bounds().stream()
        .filter(b -> b.objective() == objective)
        .findFirst()
        .orElseThrow();
  }

  private static long figure(Resolved resolved, Objective objective) {
    return bound(resolved, objective).reached();
  }

  private static DebianUniverse universe(List<IndexRecord> records) {
    return DebianUniverse.builder(Architecture.AMD64).add(records).build();
  }
}
