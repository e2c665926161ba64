/**
 * Brings the database's schema to the state that the code expects, before anything else uses it.
 *
 * <p>In go the migrations below {@code db/migration}; it must not know what the tables mean.
 */
@NullMarked
package org.whittle.schema;

import org.jspecify.annotations.NullMarked;
