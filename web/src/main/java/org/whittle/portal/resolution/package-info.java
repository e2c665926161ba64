/**
 * The page that puts questions to the resolver: which packages, why, and what if.
 *
 * <p>A question is an address: everything that is asked stands in its query.
 */
@NullMarked
package org.whittle.portal.resolution;

import org.jspecify.annotations.NullMarked;
