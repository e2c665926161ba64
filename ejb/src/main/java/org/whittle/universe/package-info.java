/**
 * Debian's answer to the resolver's port.
 *
 * <p>In flow package indices as text, each with its pin priority; out flows an immutable {@link
 * org.whittle.universe.DebianUniverse} in which names, relations and clauses are interned integers
 * and what satisfies a relation has been worked out (Debian Policy chapter 7, deb-version(7),
 * apt_preferences(5)). On the way packages are rows of integers and ranges of bytes, never objects;
 * what is made can be kept as a file that is mapped instead of being made again. It decides
 * nothing: which packages are chosen is the resolver's affair. It must not know whether an index is
 * trusted, nor who asks.
 */
@NullMarked
package org.whittle.universe;

import org.jspecify.annotations.NullMarked;
