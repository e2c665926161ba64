package org.whittle.composition.oci;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.time.Instant;
import org.whittle.composition.tar.TarStream;
import org.whittle.kernel.InvalidInput;
import org.whittle.store.BlobStore;

/**
 * An image as one tar file that tools load: an OCI image layout (image-spec 1.1, "OCI Image Layout
 * Specification"), the same bytes each time.
 */
public final class OciArchive {
  private OciArchive() {}

  /**
   * The archive as a stream that is made as it is read; the caller closes it.
   *
   * @param refName names the image within the archive, such as {@code nginx:3}
   * @throws InvalidInput if the name is not one that image-spec 1.1 allows
   */
  public static InputStream open(OciImage image, BlobStore store, String refName) {
    return new TarStream(OciLayout.members(image, store, refName), Instant.EPOCH);
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
    return TarStream.length(OciLayout.members(image, store, refName), Instant.EPOCH);
  }
}
