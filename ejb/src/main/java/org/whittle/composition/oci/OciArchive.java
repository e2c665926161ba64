package org.whittle.composition.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.whittle.composition.Layer;
import org.whittle.composition.tar.TarMember;
import org.whittle.composition.tar.TarStream;
import org.whittle.kernel.Digest;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.BlobStore;

/**
 * An image as one tar file that tools load: an OCI image layout (image-spec 1.1, "OCI Image Layout
 * Specification"), the same bytes each time.
 */
public final class OciArchive {
  private static final Pattern REF_NAME =
      Pattern.compile("[A-Za-z0-9]+(?:(?:[-._:@+/]|--)[A-Za-z0-9]+)*");

  private OciArchive() {}

  /**
   * The archive as a stream that is made as it is read; the caller closes it.
   *
   * @param refName names the image within the archive, such as {@code nginx:3}
   * @throws InvalidInput if the name is not one that image-spec 1.1 allows
   */
  public static InputStream open(OciImage image, BlobStore store, String refName) {
    return new TarStream(members(image, store, refName), Instant.EPOCH);
  }

  /** Writes the archive; the caller closes the stream. */
  public static void write(OciImage image, BlobStore store, String refName, OutputStream to)
      throws IOException {
    try (InputStream archive = open(image, store, refName)) {
      archive.transferTo(to);
    }
  }

  /** The length of the archive in bytes, without reading a blob. */
  public static long length(OciImage image, BlobStore store, String refName) {
    return TarStream.length(members(image, store, refName), Instant.EPOCH);
  }

  private static List<TarMember> members(OciImage image, BlobStore store, String refName) {
    if (!REF_NAME.matcher(refName).matches()) {
      throw new InvalidInput(
          "cannot write an OCI archive: \""
              + refName
              + "\" is no reference name; letters and digits expected, with single -._:@+/"
              + " between them");
    }
    SortedMap<Digest, Long> blobs = new TreeMap<>();
    blobs.put(image.manifest(), image.manifestSize());
    blobs.put(image.config(), image.configSize());
    for (Layer layer : image.layers()) {
      blobs.put(layer.digest(), layer.size());
    }
    List<TarMember> members = new ArrayList<>();
    members.add(
        TarMember.file(
            "oci-layout",
            "{\"imageLayoutVersion\":\"1.0.0\"}".getBytes(StandardCharsets.US_ASCII)));
    members.add(TarMember.file("index.json", index(image, refName)));
    members.add(TarMember.directory("blobs/"));
    members.add(TarMember.directory("blobs/sha256/"));
    blobs.forEach(
        (digest, size) ->
            members.add(
                TarMember.file("blobs/sha256/" + digest.hex(), size, () -> store.open(digest))));
    return members;
  }

  private static byte[] index(OciImage image, String refName) {
    Map<String, Object> manifest =
        OciImageWriter.descriptor(MediaTypes.MANIFEST, image.manifest(), image.manifestSize());
    manifest.put("platform", Platforms.of(image.architecture()));
    manifest.put("annotations", Map.of("org.opencontainers.image.ref.name", refName));
    Map<String, Object> index = new TreeMap<>();
    index.put("schemaVersion", 2);
    index.put("mediaType", MediaTypes.INDEX);
    index.put("manifests", List.of(manifest));
    return CanonicalJson.bytes(index);
  }
}
