/**
 * Downloads of artifacts by people, at the address that pages link to.
 *
 * <p>The session tells who asks; the use case decides. Machines download by REST.
 */
@NullMarked
package org.whittle.portal.download;

import org.jspecify.annotations.NullMarked;
