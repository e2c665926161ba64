/**
 * Programs of the system that write what nobody should write twice: file systems and disks.
 *
 * <p>A program is found or named with how to install it, runs with an environment of its own, is
 * killed when its caller is interrupted, and tells why it failed.
 */
@NullMarked
package org.whittle.composition.tool;

import org.jspecify.annotations.NullMarked;
