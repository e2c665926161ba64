package org.whittle.build;

import com.github.luben.zstd.ZstdInputStream;
import com.github.luben.zstd.ZstdOutputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.format.PackageContents;
import org.whittle.format.PackageId;
import org.whittle.kernel.Digest;
import org.whittle.kernel.Failure;
import org.whittle.kernel.FilePath;

/** The compact form under which an unpacked package's listing is remembered. */
final class ContentsCodec {
  /** Names this form; counts up when it changes. */
  static final String KIND = "unpacked-1";

  private static final int REGULAR = 0;
  private static final int DIRECTORY = 1;
  private static final int SYMLINK = 2;
  private static final int LEVEL = 3;
  private static final int MAX_TEXT = 64 << 20;

  private ContentsCodec() {}

  static byte[] encode(PackageContents contents) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(new ZstdOutputStream(bytes, LEVEL))) {
      out.writeUTF(contents.id().name().value());
      out.writeUTF(contents.id().version().value());
      out.writeUTF(contents.id().architecture().value());
      out.write(contents.archive().bytes());
      out.writeInt(contents.files().size());
      for (FileEntry file : contents.files()) {
        write(file, out);
      }
      out.writeInt(contents.controlFiles().size());
      for (Map.Entry<String, String> control : new TreeMap<>(contents.controlFiles()).entrySet()) {
        out.writeUTF(control.getKey());
        writeText(control.getValue(), out);
      }
    } catch (IOException e) {
      throw new UncheckedIOException("an array has no faults", e);
    }
    return bytes.toByteArray();
  }

  private static void write(FileEntry file, DataOutputStream out) throws IOException {
    out.writeByte(code(file.kind()));
    writeText(file.path().value(), out);
    out.writeShort(file.mode());
    out.writeInt(file.uid());
    out.writeInt(file.gid());
    if (file.content().isPresent()) {
      out.writeLong(file.size());
      out.write(file.content().get().bytes());
    }
    if (file.link().isPresent()) {
      writeText(file.link().get(), out);
    }
  }

  private static int code(FileKind kind) {
    return switch (kind) {
      case REGULAR -> REGULAR;
      case DIRECTORY -> DIRECTORY;
      case SYMLINK -> SYMLINK;
    };
  }

  /** Reads the form; empty if it is not whole: then the package is unpacked again. */
  static Optional<PackageContents> decode(byte[] bytes) {
    // Whole at once: each read of the decompressing stream is a call into native code.
    try (ZstdInputStream packed = new ZstdInputStream(new ByteArrayInputStream(bytes));
        DataInputStream in = new DataInputStream(new ByteArrayInputStream(packed.readAllBytes()))) {
      PackageId id = PackageId.of(in.readUTF(), in.readUTF(), in.readUTF());
      Digest archive = readDigest(in);
      List<FileEntry> files = new ArrayList<>();
      for (int count = in.readInt(); count > 0; count--) {
        files.add(readFile(in));
      }
      Map<String, String> controls = new TreeMap<>();
      for (int count = in.readInt(); count > 0; count--) {
        controls.put(in.readUTF(), readText(in));
      }
      return Optional.of(new PackageContents(id, archive, files, controls));
    } catch (IOException | Failure e) {
      return Optional.empty();
    }
  }

  private static FileEntry readFile(DataInputStream in) throws IOException {
    int kind = in.readUnsignedByte();
    FilePath path = new FilePath(readText(in));
    int mode = in.readUnsignedShort();
    int uid = in.readInt();
    int gid = in.readInt();
    if (kind == REGULAR) {
      return FileEntry.regular(path, mode, uid, gid, in.readLong(), readDigest(in));
    }
    return kind == SYMLINK
        ? new FileEntry(path, FileKind.SYMLINK, mode, uid, gid, 0, null, readText(in))
        : FileEntry.directory(path, mode, uid, gid);
  }

  private static Digest readDigest(DataInputStream in) throws IOException {
    return Digest.fromBytes(readBytes(in, Digest.BYTES));
  }

  private static void writeText(String text, DataOutputStream out) throws IOException {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    out.writeInt(bytes.length);
    out.write(bytes);
  }

  private static String readText(DataInputStream in) throws IOException {
    int length = in.readInt();
    if (length < 0 || length > MAX_TEXT) {
      throw new IOException("a text of " + length + " bytes");
    }
    return new String(readBytes(in, length), StandardCharsets.UTF_8);
  }

  private static byte[] readBytes(DataInputStream in, int length) throws IOException {
    byte[] bytes = in.readNBytes(length);
    if (bytes.length < length) {
      throw new EOFException("it is cut off");
    }
    return bytes;
  }
}
