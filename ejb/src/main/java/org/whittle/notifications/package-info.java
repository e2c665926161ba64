/**
 * Tells people and machines what happened: an outbox, and the ways out of it.
 *
 * <p>In go events, in the transaction of what they tell, and who wants which; out go mail and
 * signed requests, each at least once, tried again at growing pauses, and given up visibly. It must
 * not know what the events are about.
 */
@NullMarked
package org.whittle.notifications;

import org.jspecify.annotations.NullMarked;
