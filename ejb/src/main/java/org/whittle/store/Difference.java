package org.whittle.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdCompressCtx;
import com.github.luben.zstd.ZstdDecompressCtx;
import com.github.luben.zstd.ZstdException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.whittle.kernel.Digest;

/**
 * A blob whose file says how it differs from another blob, its base: the base's digest, 32 bytes,
 * and a frame of Zstandard (RFC 8878) for which the base is the dictionary.
 *
 * <p>Bases are whole, never differences themselves. What is broken is found as with packed blobs.
 */
final class Difference {
  static final String SUFFIX = ".dif";

  private static final int LEVEL = 3;

  /** A difference that is not much smaller than what a packed blob takes is none worth keeping. */
  private static final int WORTH = 40;

  /** Documents are smaller by far. */
  private static final long LARGEST = 64L << 20;

  private Difference() {}

  /** The bytes of the file; empty if the contents have too little in common. */
  static Optional<byte[]> of(byte[] content, Digest base, byte[] baseContent) {
    if (content.length > LARGEST) {
      return Optional.empty();
    }
    byte[] frame;
    try (ZstdCompressCtx context = new ZstdCompressCtx()) {
      context.setLevel(LEVEL).loadDict(baseContent);
      frame = context.compress(content);
    }
    return frame.length < content.length / WORTH
        ? Optional.of(
            ByteBuffer.allocate(Digest.BYTES + frame.length).put(base.bytes()).put(frame).array())
        : Optional.empty();
  }

  static boolean isOne(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  /** Where the difference of a blob lies whose plain file would lie here. */
  static Path of(Path plain) {
    return plain.resolveSibling(plain.getFileName() + SUFFIX);
  }

  /** The digest that a file names as that of its base; empty if it is cut off. */
  static Optional<Digest> base(byte[] start) {
    return start.length < Digest.BYTES
        ? Optional.empty()
        : Optional.of(Digest.fromBytes(Arrays.copyOf(start, Digest.BYTES)));
  }

  /** The size of the content in bytes; negative if the file does not say it. */
  static long size(byte[] start) {
    return start.length <= Digest.BYTES
        ? -1
        : Zstd.getFrameContentSize(Arrays.copyOfRange(start, Digest.BYTES, start.length));
  }

  /**
   * The content of a file.
   *
   * @throws IOException if its base cannot be read, or it does not decompress
   */
  static byte[] read(Path file) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    long size = size(bytes);
    Optional<Digest> base = base(bytes);
    if (base.isEmpty() || size < 0 || size > LARGEST) {
      throw new IOException("it is cut off");
    }
    try (ZstdDecompressCtx context = new ZstdDecompressCtx()) {
      context.loadDict(Bases.read(Bases.beside(file, base.get())));
      return context.decompress(Arrays.copyOfRange(bytes, Digest.BYTES, bytes.length), (int) size);
    } catch (ZstdException e) {
      throw new IOException(e);
    }
  }
}
