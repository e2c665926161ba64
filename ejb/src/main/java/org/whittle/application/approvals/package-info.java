/** Policies of approval, and who stands in for whom. */
@NullMarked
package org.whittle.application.approvals;

import org.jspecify.annotations.NullMarked;
