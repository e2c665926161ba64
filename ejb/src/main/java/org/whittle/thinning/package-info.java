/**
 * From a composition to the files that an image needs, each with its reason.
 *
 * <p>Package contents, blueprint and rules go in, a {@link org.whittle.thinning.ThinTree} comes
 * out. A pure function; knows nothing of layers, images or databases.
 */
@NullMarked
package org.whittle.thinning;

import org.jspecify.annotations.NullMarked;
