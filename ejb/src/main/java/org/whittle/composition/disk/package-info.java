/**
 * An image as the disk of a virtual machine: partitions, the firmware's file system with a unified
 * kernel image, and a root.
 *
 * <p>A tree and a machine's start go in, a disk comes out; all identifiers and times are derived
 * from the image's input digest and date, so that it is the same bytes each time. Knows nothing of
 * what is started.
 */
@NullMarked
package org.whittle.composition.disk;

import org.jspecify.annotations.NullMarked;
