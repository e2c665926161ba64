/**
 * Patches, what they touch, holds, and rollouts with their exact plan.
 *
 * <p>Snapshots of the catalogue come in; impact and plans go out. Knows nothing of who decides.
 */
@NullMarked
package org.whittle.patches;

import org.jspecify.annotations.NullMarked;
