/**
 * Which of all solutions of a set of clauses is the best one, proved?
 *
 * <p>In flow a {@link org.whittle.resolver.minimal.Problem} (variables, clauses, stages of costs,
 * and an order for what is equal in all of them) and an {@link
 * org.whittle.resolver.minimal.Effort}; out flows an {@link org.whittle.resolver.minimal.Optimum}:
 * the best solution found and the bound proved for each stage, or the problem as text for another
 * solver ({@link org.whittle.resolver.minimal.OpbWriter}). Each stage is proved from below, core by
 * core, on a clause-learning search. The room must not know what a variable stands for: packages,
 * versions and modes are its caller's affair.
 */
@NullMarked
package org.whittle.resolver.minimal;

import org.jspecify.annotations.NullMarked;
