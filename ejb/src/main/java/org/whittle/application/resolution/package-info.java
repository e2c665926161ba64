/**
 * Asking the resolver: any names against a baseline or a snapshot, why, and what if.
 *
 * <p>Questions come in as people write them; packages, explanations and reasons go out as values
 * and as text. Nothing is built and nothing is kept.
 */
@NullMarked
package org.whittle.application.resolution;

import org.jspecify.annotations.NullMarked;
