/** Jobs: what runs, how far it is, and how it ended. */
@NullMarked
package org.whittle.application.jobs;

import org.jspecify.annotations.NullMarked;
