/**
 * Which package versions does an image need? The heart of the product.
 *
 * <p>In flows a {@link org.whittle.resolver.PackageUniverse} (the port: integers for package
 * versions, names, relations and clauses, prepared by an adapter of one package format) and a
 * {@link org.whittle.resolver.ResolutionRequest}; out flows a {@link
 * org.whittle.resolver.Resolution}: the chosen package versions with the reason for each, or an
 * explanation of why there is none. Both are a pure function of the input.
 *
 * <p>The room must not know a package format, a database or a server. What a version means, what
 * satisfies a relation and in which order solutions are preferred has been answered by the adapter
 * before the room sees it.
 */
@NullMarked
package org.whittle.resolver;

import org.jspecify.annotations.NullMarked;
