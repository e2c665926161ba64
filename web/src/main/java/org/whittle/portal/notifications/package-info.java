/** The page about who is told of what. */
@NullMarked
package org.whittle.portal.notifications;

import org.jspecify.annotations.NullMarked;
