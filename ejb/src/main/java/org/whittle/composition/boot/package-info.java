/**
 * What starts an image as a machine: the kernel, its drivers, and a small PID 1.
 *
 * <p>Files of the kernel's package and a tree go in; an initial root file system (an initramfs) and
 * a unified kernel image come out, the same bytes each time. Knows nothing of disks, nor of the
 * rules that chose the drivers.
 */
@NullMarked
package org.whittle.composition.boot;

import org.jspecify.annotations.NullMarked;
