package org.whittle.format.deb;

import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPInputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorInputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorInputStream;
import org.tukaani.xz.BasicArrayCache;
import org.tukaani.xz.XZInputStream;

/** Opens what archives compress, by the suffix of the file's name. */
public enum IndexCompression {
  XZ(".xz"),
  ZSTD(".zst"),
  GZIP(".gz"),
  BZIP2(".bz2"),
  LZ4(".lz4"),
  NONE("");

  /** The largest preset of xz needs 65 MiB; more is asked for by bombs only. */
  private static final int XZ_MEMORY_KIB = 200 * 1024;

  private static final int BUFFER = 1 << 16;

  private final String suffix;

  IndexCompression(String suffix) {
    this.suffix = suffix;
  }

  /** The compression that a file name promises; {@link #NONE} if its suffix is not known. */
  public static IndexCompression of(String fileName) {
    for (IndexCompression compression : values()) {
      if (fileName.endsWith(compression.suffix)) {
        return compression;
      }
    }
    return NONE;
  }

  /** The plain content of a file; closing it closes the given stream. */
  public static InputStream open(String fileName, InputStream content) throws IOException {
    return of(fileName).open(content);
  }

  /** The suffix of file names, with its dot; empty if nothing is compressed. */
  public String suffix() {
    return suffix;
  }

  /**
   * The plain content; closing it closes the given stream.
   *
   * @throws IOException if the content does not start as this compression does, and while reading
   *     if it is broken, cut off, or asks for unreasonable memory
   */
  public InputStream open(InputStream content) throws IOException {
    return switch (this) {
      case XZ ->
          new XZInputStream(
              new BufferedInputStream(content, BUFFER),
              XZ_MEMORY_KIB,
              true,
              BasicArrayCache.getInstance());
      case ZSTD -> new ZstdInputStream(content);
      case GZIP -> new GZIPInputStream(content, BUFFER);
      case BZIP2 -> new BZip2CompressorInputStream(new BufferedInputStream(content, BUFFER), true);
      case LZ4 ->
          new FramedLZ4CompressorInputStream(new BufferedInputStream(content, BUFFER), true);
      case NONE -> content;
    };
  }
}
