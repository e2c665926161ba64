package org.whittle.verification;

import org.whittle.kernel.FilePath;

/**
 * A path that a process of the image asked for.
 *
 * @param path as asked, made absolute; links are not followed
 * @param program path of the program that asked; the process's own name before its first start
 */
public record Access(Kind kind, FilePath path, String program) {
  /** What the system answered. */
  public enum Kind {
    /** Something is there. */
    FOUND,
    /** Nothing is there. */
    ABSENT,
    /** It was to be made, and the directory for it is not there. */
    NOT_MADE,
    /** It is a directory whose entries were read. */
    LISTED,
    /** It is a program or script that was started. */
    STARTED
  }
}
