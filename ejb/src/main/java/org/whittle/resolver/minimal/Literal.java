package org.whittle.resolver.minimal;

/** Literals as integers: {@code 2v} for variable {@code v}, {@code 2v + 1} for its negation. */
public final class Literal {
  private Literal() {}

  /** The literal that a variable is true. */
  public static int positive(int variable) {
    return 2 * variable;
  }

  /** The literal that a variable is false. */
  public static int negative(int variable) {
    return 2 * variable + 1;
  }

  /** The opposite of a literal. */
  public static int not(int literal) {
    return literal ^ 1;
  }

  /** The variable of a literal. */
  public static int variable(int literal) {
    return literal >> 1;
  }

  /** Whether the literal says that its variable is true. */
  public static boolean isPositive(int literal) {
    return (literal & 1) == 0;
  }
}
