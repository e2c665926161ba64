package org.whittle.resolver.minimal;

import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntFunction;

/**
 * Writes one stage of a problem so that an independent solver can prove its optimum again: the
 * stages before it become constraints.
 *
 * <p>The format is OPB as the pseudo-Boolean competitions have it (O. Roussel and V. Manquinho,
 * "Input/Output Format and Solver Requirements for the Competitions of Pseudo-Boolean Solvers",
 * section "Input format"), linear. Variables are {@code x1}, {@code x2}, …; a comment says what
 * each of them stands for. Costs are divided by their greatest common divisor; a comment says how
 * the objective comes from what it stands for.
 */
public final class OpbWriter {
  private final Problem problem;
  private final IntFunction<String> meanings;
  private final Appendable out;

  /** Writes to {@code out}, which stays open; the meanings are texts without line breaks. */
  public OpbWriter(Problem problem, IntFunction<String> meanings, Appendable out) {
    this.problem = problem;
    this.meanings = meanings;
    this.out = out;
  }

  /**
   * Writes the stage, each stage before it being bound to what was reached there.
   *
   * @param title a comment without line breaks
   * @throws IOException if {@code out} throws it
   */
  public void write(String title, int stage, long... reached) throws IOException {
    List<Problem.Stage> bound =
        problem.stages().subList(0, stage).stream().filter(s -> s.size() > 0).toList();
    head(title, bound.size());
    Problem.Stage objective = problem.stages().get(stage);
    out.append("* the objective is (what it stands for - " + constant(objective) + ")");
    out.append(" / " + unit(objective) + "\n");
    variables();
    out.append("min:");
    sum(objective, 1);
    out.append(" ;\n");
    for (Problem.Stage before : bound) {
      long left = reached[problem.stages().indexOf(before)] - constant(before);
      sum(before, -1);
      out.append(" >= " + Math.floorDiv(-left, unit(before)) + " ;\n");
    }
    for (int[] clause : problem.clauses()) {
      write(clause);
    }
  }

  /**
   * Writes the constraints alone, for what has no solution.
   *
   * @param title a comment without line breaks
   * @throws IOException if {@code out} throws it
   */
  public void writeConstraints(String title) throws IOException {
    head(title, 0);
    variables();
    for (int[] clause : problem.clauses()) {
      write(clause);
    }
  }

  private void head(String title, int bounds) throws IOException {
    out.append("* #variable= " + Math.max(problem.variables(), 1));
    out.append(" #constraint= " + (problem.clauses().size() + bounds) + "\n");
    out.append("* " + title + "\n");
  }

  private void variables() throws IOException {
    for (int variable = 0; variable < problem.variables(); variable++) {
      out.append("* x" + (variable + 1) + " " + meanings.apply(variable) + "\n");
    }
  }

  /** A clause as a sum over variables: {@code ¬x} is {@code 1 - x}; a sum has at least one term. */
  private void write(int[] clause) throws IOException {
    int least = 1;
    if (clause.length == 0) {
      out.append("+0 x1 ");
    }
    for (int literal : Arrays.stream(clause).distinct().toArray()) {
      out.append(Literal.isPositive(literal) ? "+1 " : "-1 ").append(name(literal)).append(' ');
      least -= Literal.isPositive(literal) ? 0 : 1;
    }
    out.append(">= " + least + " ;\n");
  }

  private void sum(Problem.Stage stage, int sign) throws IOException {
    long unit = unit(stage);
    for (int i = 0; i < stage.size(); i++) {
      boolean positive = Literal.isPositive(stage.literal(i)) == (sign > 0);
      out.append(positive ? " +" : " -");
      out.append(stage.cost(i) / unit + " " + name(stage.literal(i)));
    }
  }

  private static String name(int literal) {
    return "x" + (Literal.variable(literal) + 1);
  }

  /** What a stage costs if all variables are false. */
  private static long constant(Problem.Stage stage) {
    long sum = stage.base();
    for (int i = 0; i < stage.size(); i++) {
      sum += Literal.isPositive(stage.literal(i)) ? 0 : stage.cost(i);
    }
    return sum;
  }

  private static long unit(Problem.Stage stage) {
    long unit = 0;
    for (int i = 0; i < stage.size(); i++) {
      unit = divisor(unit, stage.cost(i));
    }
    return Math.max(unit, 1);
  }

  private static long divisor(long a, long b) {
    return b == 0 ? a : divisor(b, a % b);
  }
}
