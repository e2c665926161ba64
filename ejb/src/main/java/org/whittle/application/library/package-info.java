/** Images: blueprint, preview, build, versions, files, differences, downloads, holds, channels. */
@NullMarked
package org.whittle.application.library;

import org.jspecify.annotations.NullMarked;
