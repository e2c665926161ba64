package org.whittle.build;

import java.time.Instant;
import java.util.Optional;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.resolver.PackageUniverse;
import org.whittle.source.PackageRequest;
import org.whittle.verification.ArchiveOwners;

/**
 * What a composition may draw from: a snapshot and the approved patches on it.
 *
 * <p>Immutable, so that the same baseline always gives the same image. Safe for use by any thread.
 */
public interface Baseline {
  /** All its packages, as the resolver asks for them. */
  PackageUniverse universe();

  /** Where the package archive is and what it must be; empty if the package is not of here. */
  Optional<PackageRequest> locate(PackageId id);

  /** Names all that the choice of packages follows from: indices, patches, preferences. */
  Digest digest();

  /** When the newest part of it was published: the date that images of it carry. */
  Instant date();

  /** Says which packages of its archives, chosen or not, ship a path. */
  default ArchiveOwners owners() {
    return ArchiveOwners.unknown("no index of contents belongs to what the image was made of");
  }
}
