/** Pages about who must approve, and who stands in for whom. */
@NullMarked
package org.whittle.portal.approvals;

import org.jspecify.annotations.NullMarked;
