/**
 * Which of all solutions of a set of clauses is the best one, proved?
 *
 * <p>In flows a {@link org.whittle.resolver.minimal.Effort} and a problem of variables, clauses and
 * weighted objectives; out flows the best solution with the bound that was proved. The room must
 * not know what a variable stands for: packages, versions and modes are its caller's affair.
 */
@NullMarked
package org.whittle.resolver.minimal;

import org.jspecify.annotations.NullMarked;
