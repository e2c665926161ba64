/**
 * The library: images, blueprints, immutable versions, channels.
 *
 * <p>Build results come in and are published by one pointer switch; lists, compositions, files and
 * differences go out. Knows nothing of patches.
 */
@NullMarked
package org.whittle.library;

import org.jspecify.annotations.NullMarked;
