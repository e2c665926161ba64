/**
 * Rules and slices: what an image needs of a package, and in which context.
 *
 * <p>YAML files go in, a {@link org.whittle.rules.RuleSet} comes out, or every problem with file,
 * line and column. A <em>slice</em> is a named part of one package; a <em>contextual rule</em>
 * speaks of the whole image. Both have a condition ({@link org.whittle.rules.When}) and a {@link
 * org.whittle.rules.Part}: what is kept, dropped, made or needed. Knows nothing of package
 * contents: thinning applies the rules.
 */
@NullMarked
package org.whittle.rules;

import org.jspecify.annotations.NullMarked;
