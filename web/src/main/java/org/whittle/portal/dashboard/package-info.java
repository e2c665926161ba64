/** The dashboard: what is wrong, what waits, what runs. */
@NullMarked
package org.whittle.portal.dashboard;

import org.jspecify.annotations.NullMarked;
