/**
 * What a binary asks of the loader: class, machine, interpreter, soname, needed libraries and
 * search paths.
 *
 * <p>Bytes of a file go in, an {@link org.whittle.format.elf.ElfFile} comes out. Every number of
 * the input is distrusted: reads are bounded, offsets are checked. Knows nothing of packages,
 * search orders or images.
 */
@NullMarked
package org.whittle.format.elf;

import org.jspecify.annotations.NullMarked;
