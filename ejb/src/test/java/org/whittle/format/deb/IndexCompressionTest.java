package org.whittle.format.deb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.GZIPOutputStream;
import org.apache.commons.compress.compressors.bzip2.BZip2CompressorOutputStream;
import org.apache.commons.compress.compressors.lz4.FramedLZ4CompressorOutputStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.tukaani.xz.LZMA2Options;
import org.tukaani.xz.XZOutputStream;

class IndexCompressionTest {
  private static final byte[] TEXT =
      "Package: nginx\n".repeat(1000).getBytes(StandardCharsets.UTF_8);

  @ParameterizedTest
  @EnumSource
  void theSuffixSaysHowToOpen(IndexCompression compression) throws IOException {
    byte[] compressed = compress(compression);

    try (InputStream plain =
        IndexCompression.open(
            "main/binary-amd64/Packages" + compression.suffix(),
            new ByteArrayInputStream(compressed))) {
      assertEquals(
          "Package: nginx",
          new String(plain.readAllBytes(), StandardCharsets.UTF_8).substring(0, 14));
    }
  }

  @ParameterizedTest
  @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "NONE")
  void cutOffContentIsNeverTakenForWhole(IndexCompression compression) throws IOException {
    byte[] compressed = compress(compression);
    byte[] cut = Arrays.copyOf(compressed, compressed.length - 5);

    assertThrows(
        IOException.class,
        () -> {
          try (InputStream plain = compression.open(new ByteArrayInputStream(cut))) {
            plain.readAllBytes();
          }
        });
  }

  private static byte[] compress(IndexCompression compression) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (OutputStream out =
        switch (compression) {
          case XZ -> new XZOutputStream(bytes, new LZMA2Options(1));
          case ZSTD -> new ZstdOutputStream(bytes);
          case GZIP -> new GZIPOutputStream(bytes);
          case BZIP2 -> new BZip2CompressorOutputStream(bytes);
          case LZ4 -> new FramedLZ4CompressorOutputStream(bytes);
          case NONE -> bytes;
        }) {
      out.write(TEXT);
    }
    return bytes.toByteArray();
  }
}
