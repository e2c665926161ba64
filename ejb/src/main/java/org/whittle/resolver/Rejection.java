package org.whittle.resolver;

import org.whittle.format.PackageId;

/** Why a package was not chosen for a clause. */
public sealed interface Rejection {
  /** The clause names another relation first. */
  record LaterInOrder(String relation) implements Rejection {}

  /** It only provides the name that the chosen package has. */
  record OnlyProvides() implements Rejection {}

  /** Of the same rank in the clause, but the universe prefers the chosen one to it. */
  record LessPreferred(PackageId to) implements Rejection {}

  /** It cannot stand in for what is asked for. */
  record Unavailable(Obstacle obstacle) implements Rejection {}

  /** A chosen package excludes it. */
  record ExcludedBy(PackageId by, String relation) implements Rejection {}

  /** It excludes a chosen package. */
  record Excludes(PackageId other, String relation) implements Rejection {}

  /** Another package of its name was chosen. */
  record SameName(PackageId other) implements Rejection {}

  /** When the clause came up, a package that had been chosen before satisfied it. */
  record AlreadySatisfied(PackageId by) implements Rejection {}

  /** With it there is no solution at all. */
  record Impossible(Explanation explanation) implements Rejection {}

  /** There is a solution with it, but not with what had been chosen before. */
  record ClashesWithEarlier() implements Rejection {}

  /** A set with it is worse by the mode's first objective that differs, by so much at least. */
  record Worse(Objective objective, long by) implements Rejection {}

  /** A set with it is as good by every figure, but its names come later in order. */
  record LaterByName() implements Rejection {}

  /** Whether a set with it would do was not found out: that would have taken too long. */
  record NotCompared() implements Rejection {}

  /** The clause only recommends, and recommendations were not followed. */
  record OnlyRecommended() implements Rejection {}
}
