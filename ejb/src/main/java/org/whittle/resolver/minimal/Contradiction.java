package org.whittle.resolver.minimal;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.whittle.kernel.InvalidInput;

/**
 * Clauses that may not hold together: which of them cannot, and which of these can be spared?
 *
 * <p>Each clause has a switch, a variable of its own that makes it count. Repeatable. For one
 * thread. Literals are those of {@link Literal}.
 */
public final class Contradiction {
  private final Meter patient = new Meter(new Effort(Long.MAX_VALUE, Meter.FOREVER));
  private final Search search = new Search();
  private final int variables;
  private final List<int[]> clauses = new ArrayList<>();

  /** Starts without clauses over variables that count from 0. */
  public Contradiction(int variables) {
    this.variables = variables;
    for (int i = 0; i < variables; i++) {
      search.newVariable();
    }
  }

  /** Adds a clause, and gives its number: they count from 0. */
  public int clause(int... literals) {
    clauses.add(literals);
    int[] switched = Arrays.copyOf(literals, literals.length + 1);
    switched[literals.length] = Literal.negative(search.newVariable());
    search.addClause(switched);
    return clauses.size() - 1;
  }

  /** Whether these clauses can hold together; otherwise {@link #culprits} says which cannot. */
  public boolean canHold(int[] numbers) {
    Ints assumptions = new Ints(numbers.length);
    for (int number : numbers) {
      assumptions.add(Literal.positive(variables + number));
    }
    return search.solve(assumptions, patient) == Search.Outcome.SOLUTION;
  }

  /** Those of the clauses asked for last that cannot hold together, in their order. */
  public int[] culprits() {
    return Arrays.stream(search.core())
        .map(literal -> Literal.variable(literal) - variables)
        .sorted()
        .toArray();
  }

  /**
   * Those of some clauses that cannot hold together and none of which can be spared, in their
   * order; each is tried without, the last first.
   *
   * @throws InvalidInput if they can hold together
   */
  public int[] minimized(int[] numbers) {
    if (canHold(numbers)) {
      throw new InvalidInput("cannot find a contradiction: the clauses can hold together");
    }
    int[] suspects = culprits();
    return Arrays.stream(alone(suspects).necessary()).map(i -> suspects[i]).toArray();
  }

  /** The same clauses without all others, over the variables that they speak of. */
  private Contradiction alone(int[] suspects) {
    int[] spoken =
        Arrays.stream(suspects)
            .flatMap(number -> Arrays.stream(clauses.get(number)))
            .map(Literal::variable)
            .sorted()
            .distinct()
            .toArray();
    Contradiction few = new Contradiction(spoken.length);
    for (int number : suspects) {
      few.clause(
          Arrays.stream(clauses.get(number))
              .map(l -> 2 * Arrays.binarySearch(spoken, Literal.variable(l)) + (l & 1))
              .toArray());
    }
    return few;
  }

  private int[] necessary() {
    int[] core = new int[clauses.size()];
    Arrays.setAll(core, i -> i);
    for (int i = core.length - 1; i >= 0; i--) {
      if (!canHold(without(core, i))) {
        core = culprits();
        i = Math.min(i, core.length);
      }
    }
    return core;
  }

  private static int[] without(int[] values, int index) {
    int[] rest = new int[values.length - 1];
    System.arraycopy(values, 0, rest, 0, index);
    System.arraycopy(values, index + 1, rest, index, rest.length - index);
    return rest;
  }
}
