/**
 * What an image is to be, as an author writes it: the blueprint and its YAML form.
 *
 * <p>YAML goes in, an immutable {@link org.whittle.blueprint.Blueprint} or a list of problems with
 * positions comes out. Knows nothing of packages that exist, of rules, or of how an image is built.
 */
@NullMarked
package org.whittle.blueprint;

import org.jspecify.annotations.NullMarked;
