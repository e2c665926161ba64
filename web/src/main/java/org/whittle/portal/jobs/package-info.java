/** Jobs: what runs, what ran and what came of it. */
@NullMarked
package org.whittle.portal.jobs;

import org.jspecify.annotations.NullMarked;
