/** The audit trail. */
@NullMarked
package org.whittle.portal.audit;

import org.jspecify.annotations.NullMarked;
