package org.whittle.rules;

import java.util.Optional;

/**
 * A named part of one package.
 *
 * @param when when it is taken by itself; without a condition it is taken only where it is needed
 */
public record Slice(Position at, SliceRef name, Optional<When> when, Part part) {}
