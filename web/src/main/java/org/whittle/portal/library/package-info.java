/** The library: images, their blueprints, versions, files, tests and channels. */
@NullMarked
package org.whittle.portal.library;

import org.jspecify.annotations.NullMarked;
