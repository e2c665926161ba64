package org.whittle.thinning;

import java.util.Optional;
import org.whittle.kernel.FilePath;

/**
 * Why a file is in an image.
 *
 * @param kind the sort of reason
 * @param detail what the kind needs to be exact: a soname, {@code nginx.yaml:12}, a command's name
 * @param because the file that asks for this one; following it leads to an entry point or a rule
 */
public record Reason(Kind kind, String detail, Optional<FilePath> because) {
  /** The sorts of reason. The names are kept in databases: never rename one. */
  public enum Kind {
    /** The blueprint, or the package of a root, names it. */
    ENTRY_POINT,
    /** ELF {@code DT_NEEDED} of another file; the detail is the soname. */
    NEEDED,
    /** ELF interpreter or {@code #!} of another file. */
    INTERPRETER,
    /** A symbolic link on the way to a file that is needed. */
    LINK,
    /** What a symbolic link that is needed points to. */
    LINK_TARGET,
    /** A rule keeps or creates it; the detail is {@code file:line}. */
    RULE,
    /** Configuration of a package that is in the image. */
    CONFIGURATION,
    /** A directory on the way to a file that is needed. */
    DIRECTORY,
    /** The blueprint's author added it. */
    OVERLAY,
    /** Another file names it: its path, the library's name, or the command. */
    MENTIONED,
    /** A package that is used, and of which no rule speaks, has it for itself. */
    PACKAGE,
    /** A module that another file imports. */
    IMPORT,
    /** What a maintainer script would have made; the detail names the pattern. */
    EFFECT,
    /** The blueprint's level keeps it without asking. */
    LEVEL
  }

  /** A reason that stands for itself. */
  public static Reason of(Kind kind, String detail) {
    return new Reason(kind, detail, Optional.empty());
  }

  /** A reason that leads to another file. */
  public static Reason of(Kind kind, String detail, FilePath because) {
    return new Reason(kind, detail, Optional.of(because));
  }
}
