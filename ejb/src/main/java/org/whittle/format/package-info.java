/**
 * What all package formats have in common: the content of a package as files, and its control
 * scripts.
 *
 * <p>The formats themselves live in sub-packages; they read archives and produce these values.
 */
@NullMarked
package org.whittle.format;

import org.jspecify.annotations.NullMarked;
