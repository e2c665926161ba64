/**
 * Sources: signed package archives, and how Whittle reads them.
 *
 * <p>In flow a source's definition (an address, a suite, components, an architecture and the keys
 * to trust) or the host's own apt configuration, which is turned into definitions. Out flow a
 * verified release with its indices, as blobs of the store, and verified package archives. Nothing
 * that a server sends is read further before its signature or digest is checked: the release by its
 * OpenPGP signature, the indices by the release, the packages by the indices.
 *
 * <p>The room must not know what an index says about packages, what a snapshot is in the catalogue,
 * or who asked.
 */
@NullMarked
package org.whittle.source;

import org.jspecify.annotations.NullMarked;
