/**
 * Plain SQL inside the transaction of the caller, with the types of the kernel.
 *
 * <p>For sets, lists and reports; single things that act are entities. Knows no table.
 */
@NullMarked
package org.whittle.database;

import org.jspecify.annotations.NullMarked;
