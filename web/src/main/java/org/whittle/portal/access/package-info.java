/** Users and roles, and what users manage of their own: tokens, password. */
@NullMarked
package org.whittle.portal.access;

import org.jspecify.annotations.NullMarked;
