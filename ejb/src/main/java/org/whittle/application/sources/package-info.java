/** Sources and their snapshots: offer, add, switch, sync. */
@NullMarked
package org.whittle.application.sources;

import org.jspecify.annotations.NullMarked;
