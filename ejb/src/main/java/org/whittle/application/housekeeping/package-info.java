/** Use cases of housekeeping: the store is checked, and what nobody needs is removed. */
@NullMarked
package org.whittle.application.housekeeping;

import org.jspecify.annotations.NullMarked;
