package org.whittle.format.deb;

import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.PackageName;
import org.whittle.kernel.Version;

/**
 * What an index says of one package version (Debian repository format, "Packages indices").
 *
 * <p>The relations are the raw texts, empty if absent; {@link Relations#parse} reads them.
 *
 * @param id name, version and architecture
 * @param source the source package; the package itself if not named
 * @param sourceVersion the source package's version; the package's own if not named
 * @param section empty if absent
 * @param priority empty if absent
 * @param essential whether it must be in every installation
 * @param important whether it is protected from removal ({@code Protected} or {@code Important})
 * @param installedSizeKib unpacked size in KiB as the packager estimated it; 0 if absent
 * @param size bytes of the {@code .deb} file
 * @param filename its path below the archive's root, without {@code ..} steps
 * @param sha256 its digest
 * @param description the short description; empty if absent
 */
public record IndexRecord(
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
    String preDepends,
    String depends,
    String recommends,
    String suggests,
    String conflicts,
    String breaks,
    String provides,
    String replaces) {

  /** Checks sizes and path. */
  public IndexRecord {
    if (size < 0 || installedSizeKib < 0) {
      throw new InvalidInput("cannot use index record of " + id + ": a size is negative");
    }
    if (!staysInside(filename)) {
      throw new InvalidInput(
          "cannot use index record of "
              + id
              + ": file name \""
              + filename
              + "\" leaves the archive");
    }
  }

  static boolean staysInside(String filename) {
    return !filename.isEmpty()
        && filename.charAt(0) != '/'
        && filename.indexOf('\0') < 0
        && !(filename.contains("..") && ("/" + filename + "/").contains("/../"));
  }
}
