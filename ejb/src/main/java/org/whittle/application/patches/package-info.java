/** Patches and what they touch. */
@NullMarked
package org.whittle.application.patches;

import org.jspecify.annotations.NullMarked;
