/** The catalogue: sources with their snapshots, and packages. */
@NullMarked
package org.whittle.portal.catalogue;

import org.jspecify.annotations.NullMarked;
