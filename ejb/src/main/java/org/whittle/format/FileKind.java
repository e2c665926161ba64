package org.whittle.format;

/** The kinds of file that an image may hold. Devices, sockets and pipes are refused on reading. */
public enum FileKind {
  REGULAR,
  DIRECTORY,
  SYMLINK
}
