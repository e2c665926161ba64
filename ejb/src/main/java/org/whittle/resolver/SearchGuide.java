package org.whittle.resolver;

/**
 * Tells a {@link ClauseSolver} what to try next, and is told how the search goes.
 *
 * <p>May add clauses while the search runs, so that only those are ever made that it comes across.
 */
interface SearchGuide {
  /** There is nothing left to try: all clauses hold, those that were never added included. */
  int NOTHING = -1;

  /** A literal to try whose variable is free, or {@link #NOTHING}. */
  int next();

  /** There is a new variable. */
  default void added(int variable) {}

  /** A variable has become true; clauses about it may be added now by {@code join}. */
  default void chosen(int variable) {}

  /** How far the guide has got, to be restored when the search goes back to here. */
  default int progress() {
    return 0;
  }

  /** The search went back to where {@link #progress} gave this. */
  default void restore(int progress) {}
}
