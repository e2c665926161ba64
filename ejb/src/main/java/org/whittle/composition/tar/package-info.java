/**
 * Tar archives that are the same bytes whenever the same members go in.
 *
 * <p>Members go in, a stream of bytes comes out as it is read: nothing is held in memory but one
 * block. The bytes are our own doing, so that no library's next version changes a digest. Knows
 * nothing of images.
 */
@NullMarked
package org.whittle.composition.tar;

import org.jspecify.annotations.NullMarked;
