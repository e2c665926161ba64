package org.whittle.composition;

import com.github.luben.zstd.ZstdOutputStream;
import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** How a layer is compressed, and the media type that says so (OCI image-spec 1.1, "layer.md"). */
public enum Compression {
  /**
   * Read by every tool; the header carries no time and no name. Written by a Java implementation,
   * so that the bytes do not depend on the zlib of the running Java.
   */
  GZIP("application/vnd.oci.image.layer.v1.tar+gzip") {
    @Override
    OutputStream compress(OutputStream to) throws IOException {
      return new DeflaterOutputStream(to, new Deflater(GZIP_LEVEL, GZIP_WINDOW), PIECE);
    }
  },
  /** Smaller and faster; read by tools since about 2019. */
  ZSTD("application/vnd.oci.image.layer.v1.tar+zstd") {
    @Override
    OutputStream compress(OutputStream to) throws IOException {
      return new ZstdOutputStream(to, ZSTD_LEVEL);
    }
  };

  private static final int ZSTD_LEVEL = 9;
  private static final int GZIP_LEVEL = 5;

  /** The largest window, and 16 for the header of gzip instead of zlib's. */
  private static final int GZIP_WINDOW = 15 + 16;

  private static final int PIECE = 1 << 16;

  private final String mediaType;

  Compression(String mediaType) {
    this.mediaType = mediaType;
  }

  /** The media type of a layer that is compressed so. */
  public String mediaType() {
    return mediaType;
  }

  /** Wraps a stream; closing the result ends the compressed form. */
  abstract OutputStream compress(OutputStream to) throws IOException;
}
