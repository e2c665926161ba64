/**
 * What runs for long: one row a run, with stage, progress, outcome and lease.
 *
 * <p>Knows nothing of what the work is.
 */
@NullMarked
package org.whittle.jobs;

import org.jspecify.annotations.NullMarked;
