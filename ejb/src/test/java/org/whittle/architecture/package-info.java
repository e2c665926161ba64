/**
 * What holds for all of the code: who may know whom, how sources look, what they never contain.
 *
 * <p>Compiled classes and the source tree of all modules come in; nothing goes out. Each rule says
 * why, and fails if it found nothing to look at.
 */
@NullMarked
package org.whittle.architecture;

import org.jspecify.annotations.NullMarked;
