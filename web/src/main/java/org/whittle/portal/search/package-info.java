/** One search over images, packages and patches. */
@NullMarked
package org.whittle.portal.search;

import org.jspecify.annotations.NullMarked;
