package org.whittle.store;

import com.github.luben.zstd.Zstd;
import com.github.luben.zstd.ZstdIOException;
import com.github.luben.zstd.ZstdInputStream;
import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Digest;

/**
 * A blob whose file is a frame of Zstandard (RFC 8878) with the content's size in its header.
 *
 * <p>Its name is that of the plain file and a suffix. What is broken in it is found like any other
 * damage: the content does not have its digest, or there is none.
 */
final class PackedBlob {
  static final String SUFFIX = ".zst";

  private static final int LEVEL = 9;

  /** The longest header of a frame (RFC 8878, 3.1.1.1), and a digest before it. */
  private static final int HEADER = 18 + Digest.BYTES;

  private PackedBlob() {}

  static byte[] pack(byte[] plain) {
    return Zstd.compress(plain, LEVEL);
  }

  static boolean isPacked(Path file) {
    return file.toString().endsWith(SUFFIX);
  }

  /** Where the packed form of a plain file lies. */
  static Path of(Path plain) {
    return plain.resolveSibling(plain.getFileName() + SUFFIX);
  }

  /** The digest in hexadecimal digits that the name of a plain or packed file says. */
  static String digest(Path file) {
    String name = String.valueOf(file.getFileName());
    return isPacked(file) || Difference.isOne(file)
        ? name.substring(0, name.length() - SUFFIX.length())
        : name;
  }

  /** Opens a plain or packed file's content. */
  static InputStream open(Path file) throws IOException {
    if (Difference.isOne(file)) {
      return difference(file);
    }
    InputStream bytes = Files.newInputStream(file);
    return isPacked(file) ? new Unpacked(bytes, digest(file)) : bytes;
  }

  private static InputStream difference(Path file) throws IOException {
    try {
      return new ByteArrayInputStream(Difference.read(file));
    } catch (IOException e) {
      if (!Files.exists(file)) {
        throw new NoSuchFileException(file.toString());
      }
      throw damaged(digest(file), e);
    }
  }

  /** The first bytes of a file. */
  static byte[] start(Path file) throws IOException {
    try (InputStream in = Files.newInputStream(file)) {
      return in.readNBytes(HEADER);
    }
  }

  /**
   * The size of a plain or packed file's content in bytes.
   *
   * @throws Corrupted if a packed file does not say it
   */
  static long size(Path file) throws IOException {
    if (!isPacked(file) && !Difference.isOne(file)) {
      return Files.size(file);
    }
    byte[] start = start(file);
    long size = isPacked(file) ? Zstd.getFrameContentSize(start) : Difference.size(start);
    if (size < 0) {
      throw damaged(digest(file), null);
    }
    return size;
  }

  private static Corrupted damaged(String hex, @Nullable IOException e) {
    String message =
        "cannot read "
            + Digest.parse(hex)
            + " from the store: its content does not decompress; the medium has damaged it";
    return e == null ? new Corrupted(message) : new Corrupted(message, e);
  }

  /** Says of what is broken whose content it is. */
  private static final class Unpacked extends FilterInputStream {
    private final String hex;

    Unpacked(InputStream bytes, String hex) throws IOException {
      super(new ZstdInputStream(new BufferedInputStream(bytes)));
      this.hex = hex;
    }

    @Override
    public int read() throws IOException {
      byte[] one = new byte[1];
      return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
      try {
        return in.read(buffer, offset, length);
      } catch (ZstdIOException e) {
        throw damaged(hex, e);
      }
    }
  }
}
