package org.whittle.resolver;

import org.whittle.format.PackageId;

/** A package that comes to mind for a relation, and why it does not help. */
public record NearMiss(PackageId id, Obstacle obstacle) {}
