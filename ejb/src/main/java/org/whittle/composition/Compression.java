package org.whittle.composition;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.concurrent.Executor;
import org.whittle.composition.gzip.GzipStream;
import org.whittle.kernel.InvalidInput;

/** How a layer is compressed, and the media type that says so (OCI image-spec 1.1, "layer.md"). */
public enum Compression {
  /**
   * Read by every tool; the header carries no time and no name. Written by our own implementation,
   * so that the bytes do not depend on the zlib of the running Java, and pieces can be compressed
   * side by side.
   */
  GZIP("gzip") {
    @Override
    public InputStream compressed(InputStream plain, Executor workers) {
      return new GzipStream(plain, workers);
    }
  },
  /**
   * Smaller and faster to read; not read by all tools. The library is bundled in one version and
   * works on one thread, so that the bytes depend on neither.
   */
  ZSTD("zstd") {
    @Override
    public InputStream compressed(InputStream plain, Executor workers) throws IOException {
      return new CompressingInputStream(plain, to -> new ZstdOutputStream(to, ZSTD_LEVEL));
    }
  };

  private static final int ZSTD_LEVEL = 9;

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
    return compressed(plain, Runnable::run);
  }

  /**
   * The same, with others that may help; the bytes do not depend on them.
   *
   * @param workers run tasks that never wait for each other
   */
  public abstract InputStream compressed(InputStream plain, Executor workers) throws IOException;
}
