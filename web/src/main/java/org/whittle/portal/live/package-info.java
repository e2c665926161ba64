/**
 * Live progress: running jobs are read once a second while somebody looks, and pushed to every open
 * page as server-sent events (HTML Living Standard, section 9.2).
 *
 * <p>Pages work without it, then they show what was true when they were loaded.
 */
@NullMarked
package org.whittle.portal.live;

import org.jspecify.annotations.NullMarked;
