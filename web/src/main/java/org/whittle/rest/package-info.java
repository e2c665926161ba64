/**
 * The interface for machines, {@code /api/v1}: one resource class for each noun.
 *
 * <p>Requests come in as JSON or YAML and go to the use cases; the values that these return go out
 * as JSON, failures as problem details (RFC 9457). Knows the use cases and their values only: no
 * rule, no permission and no query lives here. Lists are {@code {rows, total}}, paged by {@code
 * first} and {@code size}.
 */
@NullMarked
package org.whittle.rest;

import org.jspecify.annotations.NullMarked;
