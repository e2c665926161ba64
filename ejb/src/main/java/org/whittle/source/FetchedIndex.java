package org.whittle.source;

import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;

/**
 * An index of packages whose text is in the store.
 *
 * @param component such as {@code main}
 * @param architecture as the release names the index; {@code all} if it holds only such packages
 * @param text digest of the uncompressed text
 * @param size bytes of the uncompressed text
 */
public record FetchedIndex(String component, Architecture architecture, Digest text, long size) {}
