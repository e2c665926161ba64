/**
 * From a thinned file tree to what people run.
 *
 * <p>A {@link org.whittle.thinning.ThinTree} goes in, layers, images and file systems come out as
 * blobs or streams, the same bytes each time. Knows nothing of how the tree came about, of
 * databases or of publishing. Its sub-rooms each write one form.
 */
@NullMarked
package org.whittle.composition;

import org.jspecify.annotations.NullMarked;
