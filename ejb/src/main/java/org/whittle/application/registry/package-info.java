/** Use cases of the registry: what machines pull. */
@NullMarked
package org.whittle.application.registry;

import org.jspecify.annotations.NullMarked;
