package org.whittle.source;

import java.net.URI;
import java.util.List;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;

/**
 * A release whose index of contents may be asked.
 *
 * @param archive the archive's address
 * @param suite below {@code dists}
 * @param architecture whose packages count, with those for all architectures
 * @param release digest of the release as it was signed; it was verified, and is in the store
 */
public record ContentsPlace(
    URI archive, String suite, List<String> components, Architecture architecture, Digest release)
    implements Comparable<ContentsPlace> {
  /** Copies the list. */
  public ContentsPlace {
    components = List.copyOf(components);
  }

  /** The place of what a sync brought. */
  public static ContentsPlace of(SourceDefinition source, Digest release) {
    return new ContentsPlace(
        source.uri(), source.suite(), source.components(), source.architecture(), release);
  }

  /** The address of a file below the suite's directory. */
  URI inSuite(String path) {
    return ArchivePath.resolve(archive, "dists/" + suite + "/" + path);
  }

  @Override
  public int compareTo(ContentsPlace other) {
    return toString().compareTo(other.toString());
  }

  /** The form {@code suite of archive}. */
  @Override
  public String toString() {
    return suite + " of " + archive;
  }
}
