package org.whittle.catalogue;

import java.net.URI;
import java.util.Map;
import org.whittle.format.deb.IndexRecord;
import org.whittle.kernel.Digest;
import org.whittle.universe.DebianUniverse;

/**
 * A draw made ready: the universe to resolve in, and where each package archive is.
 *
 * @param draw what it was made of
 * @param addresses of the archive that offers a package, by digest of the package archive, where
 *     that is not {@code usual}
 */
public record Offer(Draw draw, DebianUniverse universe, URI usual, Map<Digest, URI> addresses) {
  /** The address of the archive that offers the package. */
  public URI base(IndexRecord record) {
    return addresses.getOrDefault(record.sha256(), usual);
  }
}
