package org.whittle.catalogue;

import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.source.ContentsPlace;

/**
 * What a composition may draw from: indices of snapshots, whole or only some source packages of
 * them.
 *
 * @param architecture of the machine
 * @param indices in the order of preference
 */
public record Draw(Architecture architecture, List<Part> indices) {
  /** A version of a source package. */
  public record SourceVersion(String name, String version) implements Comparable<SourceVersion> {
    @Override
    public int compareTo(SourceVersion other) {
      int order = name.compareTo(other.name);
      return order != 0 ? order : version.compareTo(other.version);
    }
  }

  /**
   * One index.
   *
   * @param text digest of its plain text
   * @param base address of the archive that offers its packages
   * @param releasedAt when the archive published it
   * @param only the source packages that count; absent: all
   * @param contents where its release says which paths its packages ship
   */
  public record Part(
      Digest text,
      URI base,
      Instant releasedAt,
      Optional<Set<SourceVersion>> only,
      ContentsPlace contents) {

    /** Names the packages that the part offers. */
    Digest digest() {
      return only.map(chosen -> Digest.of(text + " " + new TreeSet<>(chosen))).orElse(text);
    }
  }

  /** Copies the list. */
  public Draw {
    indices = List.copyOf(indices);
  }

  /** When the newest part was published. */
  public Instant date() {
    return indices.stream().map(Part::releasedAt).max(Instant::compareTo).orElse(Instant.EPOCH);
  }

  /** The digest of all that decides which packages there are. */
  public Digest digest() {
    StringBuilder text = new StringBuilder(architecture.value()).append('\n');
    indices.forEach(part -> text.append(part.digest()).append('\n'));
    return Digest.of(text.toString());
  }
}
