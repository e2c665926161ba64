package org.whittle.composition.tar;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import org.whittle.format.FileEntry;
import org.whittle.format.FileKind;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.store.BlobStore;

/**
 * One member of a tar archive.
 *
 * @param name relative, with a slash at the end exactly for directories
 * @param mode permission bits
 * @param size bytes of content; 0 unless regular
 * @param link target as written; empty unless a symbolic link
 * @param content opens the content of a regular file; never called for others
 */
public record TarMember(
    String name,
    FileKind kind,
    int mode,
    int uid,
    int gid,
    long size,
    String link,
    Content content) {

  /** Opens a member's content; the archive closes it. */
  @FunctionalInterface
  public interface Content {
    /** A stream of as many bytes as the member's size says. */
    InputStream open() throws IOException;
  }

  /** Opens the contents of files. */
  @FunctionalInterface
  public interface Contents {
    /** The content with the digest; the archive closes it. */
    InputStream open(Digest digest) throws IOException;
  }

  /** A file of an image, its content in the store; the root directory is named {@code ./}. */
  public static TarMember of(FileEntry file, BlobStore store) {
    return of(file, store::open);
  }

  /** The same, its content had otherwise. */
  public static TarMember of(FileEntry file, Contents contents) {
    String name = file.path().equals(FilePath.ROOT) ? "." : file.path().relative();
    return new TarMember(
        file.kind() == FileKind.DIRECTORY ? name + "/" : name,
        file.kind(),
        file.mode(),
        file.uid(),
        file.gid(),
        file.size(),
        file.link().orElse(""),
        () -> contents.open(file.content().orElseThrow()));
  }

  /** A regular file of mode 0644 that belongs to root. */
  public static TarMember file(String name, long size, Content content) {
    return new TarMember(name, FileKind.REGULAR, 0644, 0, 0, size, "", content);
  }

  /** A regular file of mode 0644 that belongs to root, with the given bytes. */
  public static TarMember file(String name, byte[] bytes) {
    return file(name, bytes.length, () -> new ByteArrayInputStream(bytes));
  }

  /** A directory of mode 0755 that belongs to root. */
  public static TarMember directory(String name) {
    return new TarMember(name, FileKind.DIRECTORY, 0755, 0, 0, 0, "", InputStream::nullInputStream);
  }
}
