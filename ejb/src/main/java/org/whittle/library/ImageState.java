package org.whittle.library;

/** What the portal shows of an image in one word. */
public enum ImageState {
  /** Its newest version passed and nothing is waiting. */
  CURRENT,
  /** An unapplied patch or a newer blueprint waits for it. */
  STALE,
  /** A patch waits for it and a hold keeps it back. */
  HELD,
  /** Its last build, structure check or a test failed. */
  FAILED,
  /** Never built, or not verified. */
  UNKNOWN
}
