package org.whittle.resolver;

/** What came of a request: packages, or an explanation of why there are none. */
public sealed interface Resolution permits Resolved, Unsatisfiable {}
