package org.whittle.composition.disk;

import java.util.Locale;

/** The form of a disk. */
public enum DiskFormat {
  /** The disk's bytes, those that are zero as holes. */
  RAW,
  /** QEMU's, compressed. */
  QCOW2,
  /** VMware's for import, compressed. */
  VMDK;

  /** The format that blueprints call by the word. */
  public static DiskFormat of(String word) {
    return valueOf(word.toUpperCase(Locale.ROOT));
  }
}
