/** Users, their roles, and API tokens. */
@NullMarked
package org.whittle.application.access;

import org.jspecify.annotations.NullMarked;
