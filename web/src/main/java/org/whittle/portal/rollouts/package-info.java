/** Rollouts: planning, proposing, deciding. */
@NullMarked
package org.whittle.portal.rollouts;

import org.jspecify.annotations.NullMarked;
