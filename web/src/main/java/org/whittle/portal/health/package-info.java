/** The page that machines ask whether the application serves. */
@NullMarked
package org.whittle.portal.health;

import org.jspecify.annotations.NullMarked;
