/**
 * The whole story of Whittle, told once against a running server by its interface: sources, images,
 * patches, holds, approval, the night job, the audit trail.
 *
 * <p>In go an address, the first password, two sources and some blueprints; lines for people and a
 * verdict come out. It asserts what must be so whatever the archive holds today, never exact
 * counts. {@code config/bin/whittle story} and the deployment tests tell the same story. Knows the
 * interface only, none of the application's rooms.
 */
@NullMarked
package org.whittle.story;

import org.jspecify.annotations.NullMarked;
