package org.whittle.source;

import java.net.URI;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;

/**
 * A package archive to fetch.
 *
 * @param base address of the archive that offers it, as {@link SourceDefinition#uri}
 * @param filename path below the address, as the index writes it
 * @param sha256 digest of the package archive, as the index promises
 * @param size bytes of the package archive, as the index promises
 * @param id what it is, for messages
 */
public record PackageRequest(URI base, String filename, Digest sha256, long size, PackageId id) {
  /** Checks the size and that the path stays in the archive. */
  public PackageRequest {
    if (size < 0) {
      throw new InvalidInput("cannot fetch package " + id + ": its size is " + size);
    }
    ArchivePath.require(filename);
  }

  /** Where it is. */
  public URI uri() {
    return ArchivePath.resolve(base, filename);
  }
}
