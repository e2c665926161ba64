/**
 * Who decided what on which plan.
 *
 * <p>Decisions come in and are kept for ever; knows a rollout only by its number and plan.
 */
@NullMarked
package org.whittle.approvals;

import org.jspecify.annotations.NullMarked;
