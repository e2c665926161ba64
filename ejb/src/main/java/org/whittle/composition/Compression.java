package org.whittle.composition;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.zip.GZIPOutputStream;

/** How a layer is compressed, and the media type that says so (OCI image-spec 1.1, "layer.md"). */
public enum Compression {
  /** Read by every tool; the header carries no time and no name. */
  GZIP("application/vnd.oci.image.layer.v1.tar+gzip") {
    @Override
    OutputStream compress(OutputStream to) throws IOException {
      return new LevelledGzip(to);
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
  private static final int GZIP_LEVEL = 6;

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

  private static final class LevelledGzip extends GZIPOutputStream {
    LevelledGzip(OutputStream to) throws IOException {
      super(to, 1 << 16);
      def.setLevel(GZIP_LEVEL);
    }
  }
}
