package org.whittle.resolver;

/**
 * What is made as small as can be, one objective after the other: a later one decides only between
 * sets that are equal in all before it.
 */
public enum Objective {
  /**
   * Names of the former composition that are not there any more, although a package of that name
   * would meet a need of something that is. What nothing asks for any more just goes.
   */
  REMOVED,
  /** Names of the former composition that are there in another version or architecture. */
  CHANGED,
  /** Names that were not in the former composition. */
  ADDED,
  /**
   * Over what was asked for: how many versions the chosen one stands below the preferred one. A
   * package that only provides the name stands below all versions of it.
   */
  BELOW_CANDIDATE,
  /**
   * Needs of chosen packages that only a provider meets, although a real package of that name would
   * meet them too.
   */
  STAND_INS,
  /**
   * Recommendations of chosen packages that nothing chosen meets, where something could. What only
   * stands in does not meet a recommendation.
   */
  UNMET_RECOMMENDATIONS,
  /**
   * Over all that is chosen in an update: how many versions that may be chosen are preferred to the
   * chosen one.
   */
  OUTDATED,
  /** The sum of the installed sizes, in bytes. */
  SIZE,
  /** The number of packages. */
  PACKAGES,
  /**
   * Which of several sets with the same figures is taken: of the sorted lists of names the first in
   * alphabetical order, then the preferred versions of the first names. The figure counts the names
   * that this has not been decided for.
   */
  NAMES
}
