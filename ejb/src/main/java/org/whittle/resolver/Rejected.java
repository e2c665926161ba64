package org.whittle.resolver;

import org.whittle.format.PackageId;

/** A package that would satisfy a clause, or comes to mind for it, and why it was not chosen. */
public record Rejected(PackageId id, Rejection reason) {}
