package org.whittle.rules;

/**
 * A rule about the whole image: when something holds, then its part applies.
 *
 * @param because why there is such a rule, for people; may be empty
 */
public record ContextRule(Position at, String name, When when, Part part, String because) {}
