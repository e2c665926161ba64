/**
 * What the resolver costs in process, measured with JMH.
 *
 * <p>In flows a folder of plain Packages indices (the system property {@code whittle.bench}), out
 * flow times. Nothing depends on this package, and it is never shipped.
 */
@NullMarked
package org.whittle.bench;

import org.jspecify.annotations.NullMarked;
