package org.whittle.application.resolution;

/** What a resolution strives for. */
public enum QueryMode {
  /** What apt would choose. */
  APT,
  /** The smallest set. */
  MINIMAL,
  /** The least change from the newest version of an image. */
  UPDATE
}
