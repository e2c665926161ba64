package org.whittle.composition.sbom;

import java.net.URI;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.Digest;
import org.whittle.thinning.SelectedFile;

/**
 * What an image was made of.
 *
 * @param image the image's name
 * @param input digest of all inputs: the image's identity
 * @param blueprint digest of the blueprint's text
 * @param rules digest of the rules
 * @param baseline digest of what was offered
 * @param date what the artifacts are dated with
 * @param distribution the distribution of the packages, as {@code os-release} of the image names it
 * @param packages by id
 * @param own files that belong to the image alone
 */
public record Materials(
    String image,
    Digest input,
    Digest blueprint,
    Digest rules,
    Digest baseline,
    Architecture architecture,
    Instant date,
    Distribution distribution,
    List<Material> packages,
    List<SelectedFile> own) {

  /** A distribution: {@code ID} and {@code VERSION_ID} (os-release(5)). */
  public record Distribution(String id, String version) {}

  /**
   * A package.
   *
   * @param source the source package
   * @param sourceVersion its version
   * @param maintainer as the package says; may be empty
   * @param homepage as the package says; may be empty
   * @param archive digest of the package archive
   * @param location where the archive was had
   * @param neededBy the package because of which it is here; empty if the blueprint names it
   * @param files what the image keeps of it
   */
  public record Material(
      PackageId id,
      String source,
      String sourceVersion,
      String maintainer,
      String homepage,
      Digest archive,
      URI location,
      Optional<PackageId> neededBy,
      List<SelectedFile> files) {
    /** Copies the files. */
    public Material {
      files = List.copyOf(files);
    }
  }

  /** Sorts the packages. */
  public Materials {
    packages = packages.stream().sorted(Comparator.comparing(Material::id)).toList();
    own = List.copyOf(own);
  }
}
