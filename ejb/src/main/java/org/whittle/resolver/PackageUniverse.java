package org.whittle.resolver;

import java.util.OptionalInt;
import org.whittle.format.PackageId;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;

/**
 * All package versions that a resolution may draw from, as integers: the port of this room.
 *
 * <p>There are four kinds of numbers, each from 0 without gaps. A <b>package</b> is one version of
 * one name and architecture. A <b>name</b> is what at most one package of may be chosen; it may be
 * a name that packages only provide, or that relations only ask for. A <b>relation</b> is the
 * smallest question, such as {@code libc6 (>= 2.34)}: the adapter has worked out the packages that
 * satisfy it. A <b>clause</b> is a choice between relations, in the order written; a package
 * requires clauses and excludes relations.
 *
 * <p>Tables hold their rows in order of preference. Implementations are immutable and safe for any
 * thread; what they answer depends on the package versions in them, never on the order in which
 * these were read. Each method takes constant time but for {@link #matching} and {@link
 * #namesakes}.
 */
public interface PackageUniverse {
  /** The number of packages. */
  int packages();

  /** Name, version and architecture of a package. */
  PackageId id(int aPackage);

  /** The name of a package. */
  int nameOf(int aPackage);

  /** The number of names. */
  int names();

  /** The text of a name. */
  PackageName name(int name);

  /** The number of a name, if any package or relation speaks of it: that of the machine's own. */
  OptionalInt find(PackageName name);

  /**
   * The number of a name among packages of an architecture, if any package or relation speaks of
   * it; packages for every architecture belong to the machine's own.
   */
  OptionalInt find(PackageName name, Architecture architecture);

  /** Whether packages of an architecture belong to it, or of all architectures. */
  boolean takes(Architecture architecture);

  /** The numbers of a text for whichever architecture, that of the machine's own first. */
  int[] namesakes(PackageName name);

  /** Name → its packages, the preferred one (the candidate) first; empty for a virtual name. */
  IntTable versions();

  /** Package → clauses, each of which must hold if it is chosen, in the order written. */
  IntTable requirements();

  /** Package → clauses that should hold if it is chosen, in the order written. */
  IntTable recommendations();

  /**
   * Package → relations whose solvers may not be chosen with it. A package never excludes itself,
   * even if it is among the solvers.
   */
  IntTable exclusions();

  /** Clause → relations, any of which suffices, in the order written. */
  IntTable clauses();

  /**
   * Relation → packages that satisfy it: those of the name itself before those that provide it, the
   * preferred first.
   */
  IntTable solvers();

  /** The name that a relation speaks of, or -1 if it speaks of something else, such as a file. */
  int subject(int relation);

  /** A relation as its package writes it. */
  String relationText(int relation);

  /** The packages that belong to every system unless asked otherwise, by number. */
  int[] essentials();

  /** What a package says of its size when installed, in bytes; 0 if it says nothing. */
  long installedSize(int aPackage);

  /** What would solve the relation of this name and range, in the order of {@link #solvers}. */
  int[] matching(int name, VersionRange range);

  /** The same for the text of a name of the machine's own; empty if nothing speaks of it. */
  default int[] matching(PackageName name, VersionRange range) {
    OptionalInt number = find(name);
    return number.isPresent() ? matching(number.getAsInt(), range) : new int[0];
  }

  /** Whether a package is of an architecture that a relation asks for, whatever its version. */
  boolean fits(int relation, int aPackage);

  /** Whether the version of a package lies within a range. */
  boolean within(int aPackage, VersionRange range);
}
