package org.whittle.resolver;

import java.util.Arrays;

/**
 * Tries variables by how often they took part in late conflicts; each as it was last, at first
 * false, since most packages are not needed.
 */
final class ActivityGuide implements SearchGuide {
  private final VariableOrder order = new VariableOrder();
  private final ClauseSolver solver;
  private boolean[] phases = new boolean[64];
  private int variables;

  ActivityGuide(ClauseSolver solver) {
    this.solver = solver;
  }

  @Override
  public void added(int variable) {
    if (variables == phases.length) {
      phases = Arrays.copyOf(phases, variables * 2);
    }
    variables++;
    order.addVariable();
  }

  @Override
  public int next() {
    while (!order.isEmpty()) {
      int variable = order.removeFirst();
      if (solver.isFree(variable)) {
        return phases[variable] ? ClauseSolver.positive(variable) : ClauseSolver.negative(variable);
      }
    }
    return NOTHING;
  }

  @Override
  public void released(int variable, boolean wasTrue) {
    phases[variable] = wasTrue;
    order.insert(variable);
  }

  @Override
  public void involved(int variable) {
    order.bump(variable);
  }

  @Override
  public void learned() {
    order.decay();
  }
}
