/**
 * Checks evidence that was taken away from a server, without one.
 *
 * <p>In goes a file, out come the faults in it. Must not know the server that wrote it, nor its
 * rooms: what is checked is what anybody can compute.
 */
@NullMarked
package org.whittle.evidence;

import org.jspecify.annotations.NullMarked;
