package org.whittle.build;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.whittle.composition.sbom.CycloneDxWriter;
import org.whittle.composition.sbom.Provenance;
import org.whittle.composition.sbom.SpdxWriter;
import org.whittle.kernel.Digest;

/**
 * Files beside an image, all in the store: documents about it, and what boots.
 *
 * @param all each kind once
 */
public record Documents(List<Document> all) {
  /** The kinds of files. The names are kept in databases: never rename one. */
  public enum Kind {
    /** A bill of materials. */
    CYCLONEDX(CycloneDxWriter.MEDIA_TYPE, ".cdx.json"),
    /** A bill of materials. */
    SPDX(SpdxWriter.MEDIA_TYPE, ".spdx.json"),
    /** What the image was built from. */
    PROVENANCE(Provenance.MEDIA_TYPE, ".provenance.json"),
    /** A disk as it is. */
    RAW(Kind.BYTES, ".raw"),
    /** A disk of QEMU. */
    QCOW2(Kind.BYTES, ".qcow2"),
    /** A disk of VMware. */
    VMDK(Kind.BYTES, ".vmdk"),
    /** The kernel of a pair that is booted directly. */
    KERNEL(Kind.BYTES, ".vmlinuz"),
    /** The first root of that pair, which is the whole image. */
    INITRD(Kind.BYTES, ".initrd");

    private static final String BYTES = "application/octet-stream";

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

    /** Whether it is of a machine, and no document. */
    public boolean boots() {
      return compareTo(PROVENANCE) > 0;
    }

    /** How the names of its files end, behind the image's name. */
    public String suffix() {
      return suffix;
    }
  }

  /**
   * A file in the store.
   *
   * @param manifest by which a registry lists it beside the OCI image, if there is one
   */
  public record Document(Kind kind, Digest digest, long size, Optional<Digest> manifest) {}

  /** Copies the list. */
  public Documents {
    all = List.copyOf(all);
  }

  Documents and(List<Document> more) {
    return new Documents(Stream.concat(all.stream(), more.stream()).toList());
  }
}
