/**
 * Debian's answer to the resolver's port.
 *
 * <p>In flow the records of package indices, each index with its pin priority; out flows an
 * immutable {@link org.whittle.universe.DebianUniverse} in which names, relations and clauses are
 * interned integers and what satisfies a relation has been worked out (Debian Policy chapter 7,
 * deb-version(7), apt_preferences(5)). It decides nothing: which packages are chosen is the
 * resolver's affair. It must not know where the records came from.
 */
@NullMarked
package org.whittle.universe;

import org.jspecify.annotations.NullMarked;
