package org.whittle.resolver;

import java.io.IOException;
import java.util.List;
import org.whittle.kernel.InvalidInput;
import org.whittle.resolver.minimal.OpbWriter;
import org.whittle.resolver.minimal.Problem;

/**
 * Writes out what an answer claims to be the best of, so that somebody else's solver can prove it
 * again without believing ours.
 *
 * <p>The problem is that of everything the roots can lead to; nothing of what our own proof found
 * to be forced or impossible is left out. For each objective there is a problem of its own, in
 * which the objectives before it are bound to the figures reached. The answer is proved if the
 * optimum of each problem is the figure that the answer has; the comments say how the one is
 * computed from the other. The order of names has no figure and is not written.
 */
public final class OpbExport {
  private final Question question;
  private final List<Bound> bounds;
  private final ClosureProblem closure;
  private final Problem problem;

  private OpbExport(PackageUniverse universe, ResolutionRequest request, List<Bound> bounds) {
    if (request.mode() instanceof ResolutionMode.Apt) {
      throw new InvalidInput(
          "cannot write out a problem: choosing as apt does makes nothing as small as can be",
          "Resolve in the minimal or the update mode",
          null);
    }
    Eligibility eligibility = new Eligibility(universe, request);
    this.question =
        Question.of(universe, request, eligibility, Roots.of(universe, request, eligibility));
    this.bounds = bounds;
    this.closure = new ClosureProblem(question, Forced.nothing(question), false);
    closure.describe(question.roots().stream().map(RootChoice::options).toList());
    new Stages(question, closure).add(question.objectives());
    this.problem = closure.problem().build();
  }

  /**
   * The problems of an answer.
   *
   * @param answer what {@link Resolver#resolve} gave for the request
   * @throws InvalidInput if the mode of the request has no objectives
   */
  public static OpbExport of(PackageUniverse universe, ResolutionRequest request, Resolved answer) {
    return new OpbExport(universe, request, answer.bounds());
  }

  /**
   * Writes the problem of a request that has no solution to {@code out}, which stays open: the same
   * without an objective, for somebody else's solver to find none either.
   *
   * @throws InvalidInput if the mode of the request has no objectives
   * @throws IOException if {@code out} throws it
   */
  public static void writeUnsatisfiable(
      PackageUniverse universe, ResolutionRequest request, Appendable out) throws IOException {
    new OpbExport(universe, request, List.of())
        .writer(out)
        .writeConstraints(request.roots() + ": no solution");
  }

  /** The objectives that can be written, the first one first. */
  public List<Objective> objectives() {
    return question.objectives();
  }

  /**
   * Writes the problem of one objective (OPB, linear) to {@code out}, which stays open.
   *
   * @throws IOException if {@code out} throws it
   */
  public void write(Objective objective, Appendable out) throws IOException {
    int stage = objectives().indexOf(objective);
    if (stage < 0) {
      throw new InvalidInput(
          "cannot write out " + objective + ": it is no objective of the request",
          "Choose one of " + objectives(),
          null);
    }
    writer(out)
        .write(
            question.request().roots() + ": " + bounds.get(stage),
            stage,
            bounds.stream().mapToLong(Bound::reached).toArray());
  }

  private OpbWriter writer(Appendable out) {
    return new OpbWriter(problem, this::meaning, out);
  }

  private String meaning(int variable) {
    int aPackage = closure.meaning(variable);
    return aPackage < 0 ? "a wish that is not met" : question.universe().id(aPackage).toString();
  }
}
