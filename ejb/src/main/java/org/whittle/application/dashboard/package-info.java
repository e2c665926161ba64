/** What the first page shows. */
@NullMarked
package org.whittle.application.dashboard;

import org.jspecify.annotations.NullMarked;
