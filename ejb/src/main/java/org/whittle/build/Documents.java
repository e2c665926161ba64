package org.whittle.build;

import java.util.List;
import java.util.Optional;
import org.whittle.composition.sbom.CycloneDxWriter;
import org.whittle.composition.sbom.Provenance;
import org.whittle.composition.sbom.SpdxWriter;
import org.whittle.kernel.Digest;

/**
 * Documents about an image, all in the store.
 *
 * @param all each kind once
 */
public record Documents(List<Document> all) {
  /** The kinds of documents. The names are kept in databases: never rename one. */
  public enum Kind {
    /** A bill of materials. */
    CYCLONEDX(CycloneDxWriter.MEDIA_TYPE, ".cdx.json"),
    /** A bill of materials. */
    SPDX(SpdxWriter.MEDIA_TYPE, ".spdx.json"),
    /** What the image was built from. */
    PROVENANCE(Provenance.MEDIA_TYPE, ".provenance.json");

    private final String mediaType;
    private final String suffix;

    Kind(String mediaType, String suffix) {
      this.mediaType = mediaType;
      this.suffix = suffix;
    }

    /** Says what is in it. */
    public String mediaType() {
      return mediaType;
    }

    /** How the names of its files end, behind the image's name. */
    public String suffix() {
      return suffix;
    }
  }

  /**
   * A document in the store.
   *
   * @param manifest by which a registry lists it beside the OCI image, if there is one
   */
  public record Document(Kind kind, Digest digest, long size, Optional<Digest> manifest) {}

  /** Copies the list. */
  public Documents {
    all = List.copyOf(all);
  }
}
