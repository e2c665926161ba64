package org.whittle.format;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.Digest;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.InvalidInput;

/**
 * One file as a package ships it or an image holds it.
 *
 * <p>A hard link of an archive is read as a regular file with the content of its target.
 *
 * @param path where it is
 * @param kind what it is
 * @param mode permission bits with set-uid, set-gid and sticky, {@code 0} to {@code 07777}
 * @param uid numeric owner
 * @param gid numeric group
 * @param size bytes of content; 0 unless regular
 * @param contentOrNull digest of the content; present exactly for regular files
 * @param linkOrNull target as written; present exactly for symbolic links
 */
public record FileEntry(
    FilePath path,
    FileKind kind,
    int mode,
    int uid,
    int gid,
    long size,
    @Nullable Digest contentOrNull,
    @Nullable String linkOrNull) {

  /** Checks that the parts fit the kind. */
  public FileEntry {
    if ((mode & ~07777) != 0 || uid < 0 || gid < 0 || size < 0) {
      throw new InvalidInput("cannot use file " + path + ": mode, owner or size out of range");
    }
    if ((kind == FileKind.REGULAR) != (contentOrNull != null)
        || (kind == FileKind.SYMLINK) != (linkOrNull != null)) {
      throw new InvalidInput("cannot use file " + path + ": its parts do not fit a " + kind);
    }
  }

  /** A regular file. */
  public static FileEntry regular(
      FilePath path, int mode, int uid, int gid, long size, Digest content) {
    return new FileEntry(path, FileKind.REGULAR, mode, uid, gid, size, content, null);
  }

  /** A directory. */
  public static FileEntry directory(FilePath path, int mode, int uid, int gid) {
    return new FileEntry(path, FileKind.DIRECTORY, mode, uid, gid, 0, null, null);
  }

  /** A symbolic link; its mode is 0777. */
  public static FileEntry symlink(FilePath path, String target) {
    return new FileEntry(path, FileKind.SYMLINK, 0777, 0, 0, 0, null, target);
  }

  /** The digest of a regular file's content. */
  public Optional<Digest> content() {
    return Optional.ofNullable(contentOrNull);
  }

  /** A symbolic link's target as written. */
  public Optional<String> link() {
    return Optional.ofNullable(linkOrNull);
  }

  /** Whether anybody may execute it and it is regular. */
  public boolean isExecutable() {
    return kind == FileKind.REGULAR && (mode & 0111) != 0;
  }
}
