package org.whittle.composition.oci;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.whittle.kernel.Digest;
import org.whittle.store.BlobStore;

/**
 * A document beside an image: a manifest that refers to it (image-spec 1.1, "Guidelines for
 * Artifact Usage" and "subject").
 */
public final class OciAttachment {
  private static final String EMPTY_TYPE = "application/vnd.oci.empty.v1+json";
  private static final byte[] EMPTY = "{}".getBytes(StandardCharsets.US_ASCII);

  /** The configuration of all attachments: an empty object. */
  public static final Digest CONFIG = Digest.of(EMPTY);

  private OciAttachment() {}

  /**
   * Writes the manifest of a document that is in the store; the same document gives the same bytes.
   *
   * @param type media type of the document, which is the artifact's type too
   * @param title file name of the document
   */
  public static BlobStore.Stored write(
      OciImage image, String type, String title, Digest document, long size, BlobStore store) {
    BlobStore.Stored empty = store.put(new ByteArrayInputStream(EMPTY));
    Map<String, Object> layer = OciImageWriter.descriptor(type, document, size);
    layer.put("annotations", Map.of("org.opencontainers.image.title", title));
    Map<String, Object> manifest = new TreeMap<>();
    manifest.put("schemaVersion", 2);
    manifest.put("mediaType", MediaTypes.MANIFEST);
    manifest.put("artifactType", type);
    manifest.put("config", OciImageWriter.descriptor(EMPTY_TYPE, empty.digest(), empty.size()));
    manifest.put("layers", List.of(layer));
    manifest.put(
        "subject",
        OciImageWriter.descriptor(MediaTypes.MANIFEST, image.manifest(), image.manifestSize()));
    return store.putPacked(CanonicalJson.bytes(manifest));
  }
}
