package org.whittle.universe;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.whittle.resolver.Bound;
import org.whittle.resolver.Objective;
import org.whittle.resolver.ResolutionMode;
import org.whittle.resolver.ResolutionRequest;
import org.whittle.resolver.Resolved;
import org.whittle.resolver.Resolver;
import org.whittle.resolver.minimal.Effort;

/** The minimal mode against proved values over the frozen indices and the trying of all sets. */
class SmallestClosureTest {
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
    SizedTrial trial = SizedTrial.of(seed);
    boolean lenient = trial.random().nextBoolean();
    trial.check(
        lenient ? LENIENT : ResolutionMode.MINIMAL,
        (world, set) -> figures(world, set, trial, lenient));
  }

  private static List<Long> figures(
      SizedWorld world, List<SmallWorld.Item> set, SizedTrial trial, boolean lenient) {
    List<Long> figures = new ArrayList<>();
    figures.add(world.belowCandidate(set, trial.roots()));
    if (!lenient) {
      figures.add(world.standIns(set));
    }
    if (trial.recommends()) {
      figures.add(world.unmet(set, lenient));
    }
    figures.add(world.size(set));
    figures.add((long) set.size());
    return figures;
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
}
