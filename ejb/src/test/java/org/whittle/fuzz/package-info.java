/**
 * Fuzzing of everything that reads what strangers wrote: whatever the bytes, a parser gives a value
 * or a failure in words.
 *
 * <p>Jazzer runs in processes of its own, for seconds in continuous integration and for as long as
 * one likes by {@code config/bench/fuzz}.
 */
@NullMarked
package org.whittle.fuzz;

import org.jspecify.annotations.NullMarked;
