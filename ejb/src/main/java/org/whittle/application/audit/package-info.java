/** The audit trail, read-only. */
@NullMarked
package org.whittle.application.audit;

import org.jspecify.annotations.NullMarked;
