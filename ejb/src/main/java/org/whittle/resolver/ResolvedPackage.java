package org.whittle.resolver;

import java.util.Optional;
import org.whittle.format.PackageId;

/**
 * One chosen package.
 *
 * @param requested whether it was asked for (or is essential and these were asked for)
 * @param because what it was chosen for; empty if requested
 */
public record ResolvedPackage(PackageId id, boolean requested, Optional<Because> because) {}
