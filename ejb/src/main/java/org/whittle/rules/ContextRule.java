package org.whittle.rules;

/** A rule about the whole image: when something holds, then its part applies. */
public record ContextRule(Position at, String name, When when, Part part) {}
