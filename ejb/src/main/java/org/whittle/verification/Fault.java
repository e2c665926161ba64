package org.whittle.verification;

import java.util.Comparator;
import org.whittle.kernel.FilePath;

/**
 * Something about a tree's structure that is wrong, or that somebody should know.
 *
 * @param path the file that it is about
 * @param detail a sentence that names what is missing or odd
 */
public record Fault(Kind kind, FilePath path, String detail) implements Comparable<Fault> {
  private static final Comparator<Fault> ORDER =
      Comparator.comparing(Fault::kind).thenComparing(Fault::path).thenComparing(Fault::detail);

  /** What can be wrong. The names are kept in databases: never rename one. */
  public enum Kind {
    /** A needed library is not in the tree, though the closure has it. */
    MISSING_LIBRARY(true),
    /**
     * The loader or the program behind {@code #!} is not in the tree, though the closure has it.
     */
    MISSING_INTERPRETER(true),
    /** A symbolic link leads nowhere, though in the full closure it leads to something. */
    DANGLING_LINK(true),
    /** A path is two things at once, or lies below something that is no directory. */
    CONFLICTING_PATH(true),
    /** A needed library is in the tree, but where the loader does not look by itself. */
    LIBRARY_ELSEWHERE(false),
    /** Neither the tree nor the full closure has a needed library: perhaps an optional one. */
    UNKNOWN_LIBRARY(false),
    /** Neither the tree nor the full closure has what a script is to be run by. */
    UNKNOWN_INTERPRETER(false),
    /** A file belongs to a number that {@code /etc/passwd} does not name. */
    UNKNOWN_OWNER(false),
    /** A file belongs to a number that {@code /etc/group} does not name. */
    UNKNOWN_GROUP(false),
    /** The modules of a Java runtime could not be linked to those asked for, and stay whole. */
    MODULES_WHOLE(false),
    /** A program runs with its owner's or group's rights, whoever starts it. */
    SET_UID(false);

    private final boolean breaking;

    Kind(boolean breaking) {
      this.breaking = breaking;
    }

    /** Whether an image with such a fault is not to be published. */
    public boolean breaking() {
      return breaking;
    }
  }

  /** The gravest kind first, then by path. */
  @Override
  public int compareTo(Fault other) {
    return ORDER.compare(this, other);
  }

  /** The form {@code KIND path: detail}. */
  @Override
  public String toString() {
    return kind + " " + path + ": " + detail;
  }
}
