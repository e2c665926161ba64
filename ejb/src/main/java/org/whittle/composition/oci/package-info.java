/**
 * OCI images (image-spec 1.1): configuration and manifest, the archive that tools read, and a
 * checker that does not trust the writer.
 *
 * <p>Layers come from the room above; what is written here is small JSON. Knows nothing of
 * registries.
 */
@NullMarked
package org.whittle.composition.oci;

import org.jspecify.annotations.NullMarked;
