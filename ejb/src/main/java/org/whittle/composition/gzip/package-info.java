/**
 * Gzip (RFC 1952, RFC 1951) whose bytes follow from the content alone: neither from the Java that
 * runs, nor from a library's version, nor from the number of threads.
 *
 * <p>Bytes go in, bytes come out. Knows nothing of layers or of the store. Whoever changes what is
 * written changes the digests of all images.
 */
@NullMarked
package org.whittle.composition.gzip;

import org.jspecify.annotations.NullMarked;
