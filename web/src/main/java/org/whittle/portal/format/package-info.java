/**
 * How values are worded and drawn: sizes, instants, digests, states.
 *
 * <p>Pure functions of value and language; knows no page and no use case.
 */
@NullMarked
package org.whittle.portal.format;

import org.jspecify.annotations.NullMarked;
