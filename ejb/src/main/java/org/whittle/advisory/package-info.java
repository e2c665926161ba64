/**
 * What is known of a patch's security: said by the package's own changelog, and by files of
 * advisories that an operator supplies.
 *
 * <p>Changelogs and files come in as streams; entries and advisories go out. The room invents
 * nothing: what no text says stays unknown. It must not know patches, images or a database.
 */
@NullMarked
package org.whittle.advisory;

import org.jspecify.annotations.NullMarked;
