/**
 * The audit trail: append-only, each entry chained to the one before by its hash.
 *
 * <p>Who did what to which thing comes in; entries and a check of the chain go out.
 */
@NullMarked
package org.whittle.audit;

import org.jspecify.annotations.NullMarked;
