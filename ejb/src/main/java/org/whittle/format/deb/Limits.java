package org.whittle.format.deb;

import org.whittle.kernel.InvalidInput;

/**
 * How much a package may unpack to before it is taken for an attack.
 *
 * @param members entries of the data archive
 * @param bytes all that is unpacked, control archive included
 * @param ratio unpacked bytes for each byte of the package
 * @param grace unpacked bytes that are allowed whatever the ratio
 */
public record Limits(int members, long bytes, int ratio, long grace) {
  /** Twice what the largest packages of Debian 12 need. */
  public static final Limits DEFAULT = new Limits(250_000, 8L << 30, 500, 16L << 20);

  /** Checks that something is allowed. */
  public Limits {
    if (members < 1 || bytes < 1 || ratio < 1 || grace < 0) {
      throw new InvalidInput("cannot use limits of unpacking: each must be positive");
    }
  }

  /** The unpacked bytes that a package of this size may have. */
  long bytesFor(long packageSize) {
    long byRatio = packageSize > bytes / ratio ? bytes : packageSize * ratio;
    return Math.min(bytes, Math.max(grace, byRatio));
  }
}
