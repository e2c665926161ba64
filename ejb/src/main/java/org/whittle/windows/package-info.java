/**
 * When work that changes images may run by itself: maintenance windows and black-outs.
 *
 * <p>Windows with their recurrence (RFC 5545), time zones and black-outs go in; whether one is open
 * now, until when, or what opens next and what keeps it shut, comes out. Plain Java over a moment
 * that is given: it reads no clock and does not know what is waiting.
 */
@NullMarked
package org.whittle.windows;

import org.jspecify.annotations.NullMarked;
