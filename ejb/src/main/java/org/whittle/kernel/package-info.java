/**
 * The values that every room speaks in: digests, names, versions, paths and failures.
 *
 * <p>Knows nothing but the JDK. Everything here is immutable and safe for use by any thread.
 */
@NullMarked
package org.whittle.kernel;

import org.jspecify.annotations.NullMarked;
