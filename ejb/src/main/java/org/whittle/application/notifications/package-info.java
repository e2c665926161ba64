/** Use cases of notifications: who is told of what, how mail leaves, and sending what is due. */
@NullMarked
package org.whittle.application.notifications;

import org.jspecify.annotations.NullMarked;
