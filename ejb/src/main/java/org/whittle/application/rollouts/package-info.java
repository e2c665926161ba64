/** Rollouts: plan, propose, decide, run. */
@NullMarked
package org.whittle.application.rollouts;

import org.jspecify.annotations.NullMarked;
