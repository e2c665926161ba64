/**
 * Builds on this machine alone, without server or database: sources or frozen indices in, artifacts
 * in a directory out.
 *
 * <p>It gathers what the portal takes from its database (the sources of a file or of the host's
 * apt, a lock of an earlier run), has the same {@link org.whittle.build.ImageBuilder} do the work,
 * and publishes files by renaming. Knows nothing of terminals, options or the portal.
 */
@NullMarked
package org.whittle.build.local;

import org.jspecify.annotations.NullMarked;
