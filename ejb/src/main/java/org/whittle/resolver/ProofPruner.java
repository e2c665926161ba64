package org.whittle.resolver;

import java.util.ArrayList;
import java.util.List;
import org.whittle.resolver.Proof.Premise;
import org.whittle.resolver.Proof.Step;

/** Leaves out the steps of a proof that nothing rests on, and numbers the rest anew. */
final class ProofPruner {
  private ProofPruner() {}

  /** The steps that the last one rests on, and the last. */
  static List<Step> prune(List<Step> steps) {
    boolean[] needed = new boolean[steps.size() + 1];
    needed[steps.size()] = true;
    for (int number = steps.size(); number > 0; number--) {
      if (needed[number]) {
        steps.get(number - 1).premises().forEach(premise -> needed[premise.step()] = true);
      }
    }
    int[] numbers = new int[steps.size() + 1];
    List<Step> kept = new ArrayList<>();
    for (Step step : steps) {
      if (needed[step.number()]) {
        numbers[step.number()] = kept.size() + 1;
        kept.add(renumbered(step, numbers));
      }
    }
    return kept;
  }

  private static Step renumbered(Step step, int[] numbers) {
    return new Step(
        numbers[step.number()],
        step.depth(),
        step.claim(),
        step.packages(),
        step.cause(),
        step.premises().stream().map(p -> new Premise(p.id(), numbers[p.step()])).toList());
  }
}
