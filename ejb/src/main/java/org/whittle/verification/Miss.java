package org.whittle.verification;

import java.util.Comparator;
import org.whittle.kernel.FilePath;

/**
 * A path that a test's processes asked for and that is not in the image.
 *
 * @param owner names of the packages that ship it, separated by commas
 * @param program path of the program that asked
 * @param test name of the retro-test in which it was seen first
 */
public record Miss(Kind kind, FilePath path, String owner, String program, String test)
    implements Comparable<Miss> {
  private static final Comparator<Miss> ORDER =
      Comparator.comparing(Miss::kind).thenComparing(Miss::path);

  /** What the path is to the image. The names are kept in databases: never rename one. */
  public enum Kind {
    /** The full closure has it: packages of the image, or packages that every system has. */
    MISSING,
    /** No package of the closure has it, but another package of the archive. */
    UNKNOWN,
    /**
     * A directory was read, and of what packages have in it for which no rule speaks not all is in
     * the image: the program may have looked for it.
     */
    PARTIAL,
    /** A rule leaves it out on purpose. */
    DROPPED,
    /** A directory was read of which rules leave out a part. */
    LISTED
  }

  /** The gravest first, then by path. */
  @Override
  public int compareTo(Miss other) {
    return ORDER.compare(this, other);
  }

  /** The form {@code KIND path of owner, asked for by program in "test"}. */
  @Override
  public String toString() {
    return kind
        + " "
        + path
        + " of "
        + owner
        + ", asked for by "
        + program
        + " in \""
        + test
        + "\"";
  }
}
