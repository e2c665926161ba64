/** Patches: the inbox, one patch, holds. */
@NullMarked
package org.whittle.portal.patches;

import org.jspecify.annotations.NullMarked;
