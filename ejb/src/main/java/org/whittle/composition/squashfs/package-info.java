/**
 * The tree as one compressed, read-only file system (squashfs), written by squashfs-tools.
 *
 * <p>The program reads the root file system's archive, so that nothing has to be laid out and
 * nobody has to be root.
 */
@NullMarked
package org.whittle.composition.squashfs;

import org.jspecify.annotations.NullMarked;
