package org.whittle.resolver.minimal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.InvalidInput;

class OptimumTest {
  private static final Effort PATIENT = new Effort(Long.MAX_VALUE, Meter.FOREVER);

  @Property(tries = 2000)
  void noAssignmentIsBetter(@ForAll long seed) {
    RandomProblem random = RandomProblem.of(new Random(seed));
    Optional<boolean[]> best = random.best();
    Optional<Optimum> found = Optimum.of(random.problem(), PATIENT);

    assertEquals(best.isPresent(), found.isPresent());
    if (best.isPresent()) {
      assertArrayEquals(best.get(), values(random, found.get()));
      for (int i = 0; i < random.stages().size(); i++) {
        assertEquals(random.cost(i, best.get()), found.get().reached(i));
        assertEquals(found.get().reached(i), found.get().proved(i));
      }
      assertEquals(0, found.get().undecided());
    }
  }

  /** However little may be spent: a solution, its true cost, and a bound that is none too high. */
  @Property(tries = 1000)
  void whatIsNotProvedIsNotClaimed(@ForAll long seed) {
    Random drawn = new Random(seed);
    RandomProblem random = RandomProblem.of(drawn);
    Optional<boolean[]> best = random.best();
    Effort little = new Effort(drawn.nextInt(30), Duration.ofMinutes(1));
    Optional<Optimum> found = Optimum.of(random.problem(), little);

    assertEquals(best.isPresent(), found.isPresent());
    if (best.isPresent()) {
      boolean[] values = values(random, found.get());
      assertTrue(random.fulfilsAll(values));
      for (int i = 0; i < random.stages().size(); i++) {
        long reached = random.cost(i, values);
        assertEquals(reached, found.get().reached(i));
        assertTrue(found.get().proved(i) <= random.cost(i, best.get()), "a bound too high");
        if (reached > found.get().proved(i)) {
          break;
        }
        assertEquals(random.cost(i, best.get()), reached, "called proved, and is not");
      }
    }
  }

  @Test
  void withoutEffortTheGapIsTold() {
    Problem.Builder builder = new Problem.Builder();
    Problem.Stage first = builder.stage();
    for (int i = 0; i < 10; i++) {
      int one = Literal.positive(builder.variable());
      int other = Literal.positive(builder.variable());
      builder.clause(one, other).prefer(Literal.variable(one));
      first.cost(one, 3).cost(other, 3);
    }
    builder.stage().base(7);
    Optimum found = Optimum.of(builder.build(), new Effort(0, Duration.ZERO)).orElseThrow();

    assertTrue(found.reached(0) >= 30, "ten of them are needed");
    assertTrue(found.proved(0) < 30, "that takes ten contradictions");
    assertEquals(7, found.proved(1));
    assertEquals(10, found.undecided());
  }

  @Test
  void aCostIsPositive() {
    Problem.Stage stage = new Problem.Builder().stage();

    assertEquals(
        "cannot count a cost of 0: only what costs something is to be told",
        assertThrows(InvalidInput.class, () -> stage.cost(0, 0)).getMessage());
  }

  @Test
  void anEffortIsNotNegative() {
    assertEquals(
        "cannot spend -1 steps and PT1S on a proof: one of them is negative",
        assertThrows(InvalidInput.class, () -> new Effort(-1, Duration.ofSeconds(1))).getMessage());
    assertEquals(
        Optional.of("Give a number of steps and a time from 0 on"),
        assertThrows(InvalidInput.class, () -> new Effort(1, Duration.ofSeconds(-1))).remedy());
  }

  private static boolean[] values(RandomProblem random, Optimum found) {
    boolean[] values = new boolean[random.variables()];
    for (int i = 0; i < values.length; i++) {
      values[i] = found.isTrue(i);
    }
    return values;
  }
}
