package org.whittle.universe;

import java.util.List;
import org.whittle.format.deb.MultiArch;

/** Small facts of a package in one integer. */
final class Flags {
  private static final List<MultiArch> KINDS =
      List.of(MultiArch.NO, MultiArch.SAME, MultiArch.FOREIGN, MultiArch.ALLOWED);

  private static final int ESSENTIAL = 1;
  private static final int IMPORTANT = 2;
  private static final int MULTI_ARCH = 2;
  private static final int RANK = 4;
  private static final int MACHINE = 8;

  private Flags() {}

  /**
   * All of them in one.
   *
   * @param rank where the priority stands: 1 for required to 5 for extra
   * @param machine 0 for the machine's own architecture and packages of all, 1 and more for others
   */
  static int of(boolean essential, boolean important, MultiArch kind, int rank, int machine) {
    return (essential ? ESSENTIAL : 0)
        | (important ? IMPORTANT : 0)
        | (KINDS.indexOf(kind) << MULTI_ARCH)
        | (rank << RANK)
        | (machine << MACHINE);
  }

  static boolean essential(int flags) {
    return (flags & ESSENTIAL) != 0;
  }

  static boolean important(int flags) {
    return (flags & IMPORTANT) != 0;
  }

  static MultiArch multiArch(int flags) {
    return KINDS.get((flags >> MULTI_ARCH) & 3);
  }

  static boolean is(MultiArch kind, int flags) {
    return KINDS.get((flags >> MULTI_ARCH) & 3) == kind;
  }

  /** The lower the better as a provider: essential packages, then by priority. */
  static int preference(int flags) {
    return (essential(flags) ? 0 : 8) + (flags >> RANK & 7);
  }

  static int machine(int flags) {
    return flags >> MACHINE & 0xff;
  }
}
