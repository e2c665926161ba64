/**
 * A Debian archive that tests make themselves: real {@code .deb} files, indices and signed
 * releases, served on loopback.
 *
 * <p>Shipped in the module's test jar, so that the tests of all modules can use it. Same calls and
 * same clock give the same bytes. It writes with code of its own, never with what it is to test.
 */
@NullMarked
package org.whittle.testarchive;

import org.jspecify.annotations.NullMarked;
