package org.whittle.composition.boot;

import java.util.List;
import org.whittle.format.FileEntry;
import org.whittle.format.PackageContents;
import org.whittle.thinning.ThinTree;

/**
 * What of packages starts an image: their contents are in the store.
 *
 * @param kernel the kernel's image
 * @param release the kernel's own name of its version
 * @param stub the program that firmware starts, which starts the kernel
 * @param busybox the program of many names that the small init is made of
 * @param diskDrivers modules in the order in which they are loaded where the root is on a disk
 * @param memoryDrivers the same where the root is in memory
 * @param lateDrivers modules that are loaded when the service is started, wherever the root is
 * @param tree all of these with their reasons
 * @param packages of which they are
 */
public record Machine(
    FileEntry kernel,
    String release,
    FileEntry stub,
    FileEntry busybox,
    List<FileEntry> diskDrivers,
    List<FileEntry> memoryDrivers,
    List<FileEntry> lateDrivers,
    ThinTree tree,
    List<PackageContents> packages) {
  /** Copies the lists. */
  public Machine {
    diskDrivers = List.copyOf(diskDrivers);
    memoryDrivers = List.copyOf(memoryDrivers);
    lateDrivers = List.copyOf(lateDrivers);
    packages = List.copyOf(packages);
  }
}
