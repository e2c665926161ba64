package org.whittle.composition;

import com.github.luben.zstd.ZstdOutputStream;
import com.jcraft.jzlib.Deflater;
import com.jcraft.jzlib.DeflaterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import org.whittle.kernel.InvalidInput;

/** How a layer is compressed, and the media type that says so (OCI image-spec 1.1, "layer.md"). */
public enum Compression {
  /**
   * Read by every tool; the header carries no time and no name. Written by a Java implementation,
   * so that the bytes do not depend on the zlib of the running Java.
   */
  GZIP("gzip") {
    @Override
    OutputStream compress(OutputStream to) throws IOException {
      return new DeflaterOutputStream(to, new Deflater(GZIP_LEVEL, GZIP_WINDOW), PIECE);
    }
  },
  /**
   * Smaller and faster to read; not read by all tools. The library is bundled in one version and
   * works on one thread, so that the bytes depend on neither.
   */
  ZSTD("zstd") {
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

  private final String word;

  Compression(String word) {
    this.word = word;
  }

  /**
   * The compression that people call so.
   *
   * @throws InvalidInput if there is none
   */
  public static Compression parse(String word) {
    return Arrays.stream(values())
        .filter(c -> c.word.equals(word))
        .findFirst()
        .orElseThrow(
            () ->
                new InvalidInput(
                    "cannot compress layers by \"" + word + "\": it is not known",
                    "Use gzip, which every tool reads, or zstd.",
                    null));
  }

  /** What people write for it. */
  public String word() {
    return word;
  }

  /** The media type of a layer that is compressed so. */
  public String mediaType() {
    return "application/vnd.oci.image.layer.v1.tar+" + word;
  }

  /** The compressed form of a stream, made as it is read; closing it closes the stream. */
  public InputStream compressed(InputStream plain) throws IOException {
    return new CompressingInputStream(plain, this);
  }

  /** Wraps a stream; closing the result ends the compressed form. */
  abstract OutputStream compress(OutputStream to) throws IOException;
}
