package org.whittle.format;

import java.util.List;
import java.util.Map;
import org.whittle.kernel.Digest;

/**
 * What one package archive holds: its files, whose contents are in the store, and its control data.
 *
 * @param id the package version, as its control data say
 * @param archive digest of the package archive that was unpacked
 * @param files every member in archive order, at most one per path
 * @param controlFiles texts of the control archive by name, such as {@code postinst}, {@code
 *     conffiles}, {@code triggers} and {@code control}
 */
public record PackageContents(
    PackageId id, Digest archive, List<FileEntry> files, Map<String, String> controlFiles) {

  /** Copies the collections. */
  public PackageContents {
    files = List.copyOf(files);
    controlFiles = Map.copyOf(controlFiles);
  }

  /** By the archive, which has the same files always: they are too many to be hashed each time. */
  @Override
  public int hashCode() {
    return archive.hashCode();
  }

  /** Total bytes of the regular files. */
  public long size() {
    return files.stream().mapToLong(FileEntry::size).sum();
  }
}
