/**
 * The Debian package format: version order, control data, relations, indices and {@code .deb}
 * files.
 *
 * <p>Plain bytes flow in, values of {@code org.whittle.format} and of this room flow out. All input
 * is taken for hostile. It knows nothing of archives on the network, of signatures, of the store
 * and of how a resolver reads the relations.
 */
@NullMarked
package org.whittle.format.deb;

import org.jspecify.annotations.NullMarked;
