package org.whittle.source;

import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.whittle.format.deb.IndexCompression;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.NotFound;

/**
 * An index in the best form that a release offers.
 *
 * @param path below the suite's directory, with the suffix of the compression
 * @param packed what is promised of the file
 * @param plain what is promised of its uncompressed text, which a release lists even where the
 *     archive does not have it as a file (Debian Repository Format, "MD5Sum, SHA1, SHA256")
 */
record OfferedIndex(
    String component,
    Architecture architecture,
    IndexCompression compression,
    String path,
    ReleaseFile.Entry packed,
    ReleaseFile.Entry plain,
    boolean byHash) {
  private static final List<IndexCompression> BEST_FIRST =
      List.of(IndexCompression.XZ, IndexCompression.GZIP, IndexCompression.NONE);

  /** The index of a component for an architecture, if the release offers it. */
  static Optional<OfferedIndex> find(
      ReleaseFile release, String component, Architecture architecture) {
    return at(
        component + "/binary-" + architecture + "/Packages", release, component, architecture);
  }

  /** The index of the paths that packages of a component ship, if the release offers it. */
  static Optional<OfferedIndex> contents(
      ReleaseFile release, String component, Architecture architecture) {
    return at(component + "/Contents-" + architecture, release, component, architecture);
  }

  private static Optional<OfferedIndex> at(
      String text, ReleaseFile release, String component, Architecture architecture) {
    Optional<ReleaseFile.Entry> plain = release.entry(text);
    for (IndexCompression compression : BEST_FIRST) {
      String path = text + compression.suffix();
      Optional<ReleaseFile.Entry> packed = release.entry(path);
      if (plain.isPresent() && packed.isPresent()) {
        return Optional.of(
            new OfferedIndex(
                component,
                architecture,
                compression,
                path,
                packed.get(),
                plain.get(),
                release.byHash()));
      }
    }
    return Optional.empty();
  }

  /**
   * The index of a component for the source's architecture.
   *
   * @throws NotFound if the release does not offer it, saying what it offers
   */
  static OfferedIndex require(ReleaseFile release, SourceDefinition source, String component) {
    return find(release, component, source.architecture())
        .orElseThrow(
            () ->
                new NotFound(
                    "cannot find component "
                        + component
                        + " for "
                        + source.architecture()
                        + " in release "
                        + source.inSuite("InRelease")
                        + ": it offers "
                        + String.join(", ", release.components())
                        + " for "
                        + String.join(", ", release.architectures()),
                    "Choose a component and an architecture that the release offers",
                    null));
  }

  /**
   * Where to fetch it; by digest where offered, so that a mirror's update does not come between.
   */
  URI uri(Function<String, URI> inSuite) {
    String directory = path.substring(0, path.lastIndexOf('/') + 1);
    return inSuite.apply(byHash ? directory + "by-hash/SHA256/" + packed.digest().hex() : path);
  }
}
