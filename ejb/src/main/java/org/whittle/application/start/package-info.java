/**
 * What the application does by itself when its server starts: it calls the others, none calls it.
 */
@NullMarked
package org.whittle.application.start;

import org.jspecify.annotations.NullMarked;
