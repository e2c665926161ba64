/** Maintenance windows and black-outs: when the night job may run by itself. */
@NullMarked
package org.whittle.application.windows;

import org.jspecify.annotations.NullMarked;
