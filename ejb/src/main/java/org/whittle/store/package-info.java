/**
 * Content-addressed blobs and data derived from them.
 *
 * <p>Bytes go in, digests come out. Knows nothing of packages or images; an implementation may be a
 * file system or object storage and must pass the contract tests of this room.
 */
@NullMarked
package org.whittle.store;

import org.jspecify.annotations.NullMarked;
