/**
 * Proves that an image is whole and that it works: structure checks and retro-tests in a sandbox.
 *
 * <p>A thinned tree, its full closure and an extracted root directory go in; faults and test
 * outcomes come out as data. Whether they hold an image back is the caller's decision. Knows
 * nothing of layers, databases or people. What could not be run is reported as not run, never as
 * passed.
 */
@NullMarked
package org.whittle.verification;

import org.jspecify.annotations.NullMarked;
