/** Promotion of a version to a protected channel: asked for, and decided by somebody else. */
@NullMarked
package org.whittle.application.promotions;

import org.jspecify.annotations.NullMarked;
