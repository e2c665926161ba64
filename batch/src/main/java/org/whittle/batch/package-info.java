/**
 * The batch: starts jobs in the engine, runs them under the system's identity, and wakes up at
 * night.
 *
 * <p>Job XML is wiring; steps delegate to {@code org.whittle.application}.
 */
@NullMarked
package org.whittle.batch;

import org.jspecify.annotations.NullMarked;
