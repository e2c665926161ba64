package org.whittle.format.deb;

/**
 * One member of a tar archive, with long names put in.
 *
 * @param type the type flag of the header; {@code 0} for old regular files
 * @param link target of a hard or symbolic link; else empty
 * @param mode permission bits
 */
record TarMember(String name, char type, String link, int mode, int uid, int gid, long size) {
  static final char REGULAR = '0';
  static final char HARD_LINK = '1';
  static final char SYMLINK = '2';
  static final char DIRECTORY = '5';

  /** Whether it is of a type that stands for itself, without content. */
  boolean hasNoContent() {
    return type == HARD_LINK || type == SYMLINK || type == DIRECTORY;
  }

  /** The type in words, for those that packages may not have. */
  String kind() {
    return switch (type) {
      case '3' -> "a character device";
      case '4' -> "a block device";
      case '6' -> "a pipe";
      case 'S' -> "a sparse file";
      case 'g' -> "a global extended header";
      default -> "of unknown type '" + (type > ' ' && type <= '~' ? type : '?') + "'";
    };
  }
}
