/** What pages, REST and login may know of the rooms and of each other. */
@NullMarked
package org.whittle.doors;

import org.jspecify.annotations.NullMarked;
