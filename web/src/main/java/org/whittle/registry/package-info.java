/**
 * The registry: images pulled by machines (OCI distribution-spec 1.1, "Pull" and "Content
 * Discovery"), read-only, below {@code /v2/}.
 *
 * <p>Requests come in, go to the use cases of the registry, and are answered with the
 * specification's headers and errors. Knows nothing of how anybody proved who they are, and takes
 * no uploads.
 */
@NullMarked
package org.whittle.registry;

import org.jspecify.annotations.NullMarked;
