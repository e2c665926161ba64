/**
 * What the sources offer: sources, snapshots, packages and their versions.
 *
 * <p>Verified snapshots come in from {@code org.whittle.source}; searches and the resolver's
 * universe go out. Knows nothing of images.
 */
@NullMarked
package org.whittle.catalogue;

import org.jspecify.annotations.NullMarked;
