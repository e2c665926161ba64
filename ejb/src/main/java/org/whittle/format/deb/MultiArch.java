package org.whittle.format.deb;

/** How a package behaves beside the same package of another architecture (Multi-Arch field). */
public enum MultiArch {
  /** Satisfies its own architecture only; the default. */
  NO,
  /** May be installed for several architectures at once. */
  SAME,
  /** Satisfies any architecture. */
  FOREIGN,
  /** The one who depends on it chooses, with {@code :any}. */
  ALLOWED
}
