/** Holds of an image, of a family of images, or of the whole library. */
@NullMarked
package org.whittle.application.holds;

import org.jspecify.annotations.NullMarked;
