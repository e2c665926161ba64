/**
 * The rules of a library: their versions, the organisation's own files over the shipped ones, what
 * a change would alter, and rules out of misses.
 */
@NullMarked
package org.whittle.application.rules;

import org.jspecify.annotations.NullMarked;
