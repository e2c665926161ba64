package org.whittle.patches;

/** Whether a patch touches an image. */
public enum Impact {
  AFFECTED,
  UNAFFECTED,
  /** The new packages are not unpacked yet. */
  UNKNOWN
}
