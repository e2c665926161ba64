/** Images: blueprint, preview, build, versions, files, differences, downloads, channels. */
@NullMarked
package org.whittle.application.library;

import org.jspecify.annotations.NullMarked;
