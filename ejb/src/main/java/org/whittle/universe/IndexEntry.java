package org.whittle.universe;

import org.whittle.format.PackageId;
import org.whittle.format.deb.MultiArch;
import org.whittle.kernel.Digest;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;

/**
 * What an index says of a package, but for its relations.
 *
 * @param id name, version and architecture
 * @param source the source package; the package itself if not named
 * @param sourceVersion the source package's version; the package's own if not named
 * @param section empty if absent
 * @param priority empty if absent
 * @param essential whether it must be in every installation
 * @param important whether it is protected from removal
 * @param multiArch how it behaves beside other architectures
 * @param installedSizeKib unpacked size in KiB as the packager estimated it; 0 if absent
 * @param size bytes of the {@code .deb} file
 * @param filename its path below the archive's root
 * @param sha256 its digest
 * @param description the short description; empty if absent
 * @param origin the place of its index among those of the universe, from 0
 */
public record IndexEntry(
    PackageId id,
    PackageName source,
    Version sourceVersion,
    String section,
    String priority,
    boolean essential,
    boolean important,
    MultiArch multiArch,
    long installedSizeKib,
    long size,
    String filename,
    Digest sha256,
    String description,
    int origin) {}
