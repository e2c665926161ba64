/**
 * The tree as one root file system: a tar archive, or a directory for the sandbox.
 *
 * <p>Knows nothing of layers.
 */
@NullMarked
package org.whittle.composition.rootfs;

import org.jspecify.annotations.NullMarked;
