package org.whittle.resolver;

/** No set of packages gives what was asked for; it says why. */
public record Unsatisfiable(Explanation explanation) implements Resolution {}
