package org.whittle.resolver.minimal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.resolver.minimal.Search.Outcome;

class SearchTest {
  private static final Meter PATIENT = new Meter(new Effort(Long.MAX_VALUE, Meter.FOREVER));

  @Property(tries = 1000)
  void aCoreOfAssumptionsHasNoSolution(@ForAll long seed) {
    Random random = new Random(seed);
    RandomProblem problem = RandomProblem.of(random);
    Search search = search(problem.variables());
    problem
        .clauses()
        .forEach(c -> search.addClause(Arrays.stream(c).map(RandomProblem::literal).toArray()));
    for (int round = 0; round < 4; round++) {
      int[] assumed =
          IntStream.range(0, random.nextInt(problem.variables()))
              .map(i -> 2 * random.nextInt(problem.variables()) + random.nextInt(2))
              .distinct()
              .toArray();
      Outcome outcome = search.solve(Ints.of(assumed), PATIENT);
      if (outcome == Outcome.SOLUTION) {
        boolean[] values = new boolean[problem.variables()];
        IntStream.range(0, values.length).forEach(i -> values[i] = search.isTrue(i));
        assertTrue(problem.fulfilsAll(values));
        assertTrue(Arrays.stream(assumed).allMatch(search::holds));
      } else {
        int[] core = search.core();
        assertTrue(Arrays.stream(core).allMatch(l -> Arrays.stream(assumed).anyMatch(a -> a == l)));
        assertEquals(
            false,
            IntStream.range(0, 1 << problem.variables())
                .mapToObj(bits -> bits(bits, problem.variables()))
                .filter(v -> Arrays.stream(core).allMatch(l -> v[l >> 1] == ((l & 1) == 0)))
                .anyMatch(problem::fulfilsAll));
      }
    }
  }

  /** Hard enough that much is learned and forgotten again. */
  @ParameterizedTest
  @CsvSource({"7, 7, SOLUTION", "8, 7, NONE", "10, 9, NONE"})
  void pigeonsAndHoles(int pigeons, int holes, Outcome expected) {
    Search search = search(pigeons * holes);
    for (int pigeon = 0; pigeon < pigeons; pigeon++) {
      int first = pigeon * holes;
      search.addClause(IntStream.range(first, first + holes).map(Literal::positive).toArray());
      for (int other = 0; other < pigeon; other++) {
        for (int hole = 0; hole < holes; hole++) {
          search.addClause(Literal.negative(first + hole), Literal.negative(other * holes + hole));
        }
      }
    }

    assertEquals(expected, search.solve(new Ints(), PATIENT));
  }

  @Test
  void aTotalizerCountsAsFarAsItIsAsked() {
    for (int bits = 0; bits < 1 << 5; bits++) {
      Search search = search(5);
      Totalizer totalizer =
          new Totalizer(search, IntStream.range(0, 5).map(Literal::positive).toArray());
      for (int count : new int[] {2, 5, 3, 1, 4}) {
        boolean[] values = bits(bits, 5);
        Ints assumptions = Ints.of(totalizer.atLeast(count) ^ 1);
        IntStream.range(0, 5).forEach(i -> assumptions.add(2 * i + (values[i] ? 0 : 1)));
        assertEquals(
            Integer.bitCount(bits) < count ? Outcome.SOLUTION : Outcome.NONE,
            search.solve(assumptions, PATIENT),
            () -> count + " of " + Arrays.toString(values));
      }
    }
  }

  private static Search search(int variables) {
    Search search = new Search();
    for (int i = 0; i < variables; i++) {
      search.newVariable();
    }
    return search;
  }

  private static boolean[] bits(int bits, int variables) {
    boolean[] values = new boolean[variables];
    for (int i = 0; i < variables; i++) {
      values[i] = (bits >> i & 1) == 1;
    }
    return values;
  }
}
