package org.whittle.cli.index;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

/** What small indices are written of. */
final class SmallIndex {
  private SmallIndex() {}

  static OutputStream compress(String suffix, OutputStream to) throws IOException {
    return switch (suffix) {
      case ".xz" -> new XZOutputStream(to, new LZMA2Options());
      case ".gz" -> new GZIPOutputStream(to);
      case ".bz2" -> new BZip2CompressorOutputStream(to);
      case ".zst" -> new ZstdOutputStream(to);
      case ".lz4" -> new FramedLZ4CompressorOutputStream(to);
      default -> to;
    };
  }

  static String stanza(String name, String version, String... fields) {
    return "Package: "
        + name
        + "\nVersion: "
        + version
        + "\nArchitecture: amd64\n"
        + String.join("", Arrays.stream(fields).map(field -> field + "\n").toList())
        + "Priority: optional\nFilename: pool/p.deb\nSize: 1\nSHA256: "
        + "0".repeat(64)
        + "\n";
  }
}
