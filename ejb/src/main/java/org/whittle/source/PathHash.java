package org.whittle.source;

/**
 * Hashes of paths without their leading slash: FNV-1a (64 bits), mixed so that all bits count.
 *
 * <p>{@code bin/x} is {@code usr/bin/x}, as on systems with merged directories.
 */
final class PathHash {
  private static final long START = 0xcbf29ce484222325L;
  private static final long PRIME = 0x100000001b3L;
  private static final byte[] USR = {'u', 's', 'r', '/'};

  private PathHash() {}

  static long of(byte[] path, int from, int to) {
    long hash = isMerged(path, from, to) ? add(START, USR, 0, USR.length) : START;
    return mixed(add(hash, path, from, to));
  }

  private static long add(long hash, byte[] bytes, int from, int to) {
    long sum = hash;
    for (int i = from; i < to; i++) {
      sum = (sum ^ (bytes[i] & 0xff)) * PRIME;
    }
    return sum;
  }

  private static long mixed(long hash) {
    long h = (hash ^ (hash >>> 30)) * 0xbf58476d1ce4e5b9L;
    h = (h ^ (h >>> 27)) * 0x94d049bb133111ebL;
    return h ^ (h >>> 31);
  }

  /** Whether the first step is a directory that lies below {@code usr}. */
  private static boolean isMerged(byte[] path, int from, int to) {
    int end = from;
    while (end < to && path[end] != '/') {
      end++;
    }
    int length = end - from;
    if (length < 3 || length > 6 || (path[from] != 'b' && path[from] != 'l' && path[from] != 's')) {
      return false;
    }
    return switch (new String(path, from, length, java.nio.charset.StandardCharsets.ISO_8859_1)) {
      case "bin", "lib", "lib32", "lib64", "libx32", "sbin" -> true;
      default -> false;
    };
  }

  /** The upper 8 bits. */
  static int bucket(long hash) {
    return (int) (hash >>> 56);
  }

  /** The 44 bits below them. */
  static long key(long hash) {
    return (hash >>> 12) & ((1L << 44) - 1);
  }
}
