/**
 * What surrounds every page: who is signed in, the counts beside the navigation, failures, headers,
 * and lists that are paged in the database.
 *
 * <p>Pages use it; it knows no page.
 */
@NullMarked
package org.whittle.portal.frame;

import org.jspecify.annotations.NullMarked;
