package org.whittle.universe;

import org.whittle.resolver.IntTable;

/** The relations of all packages, interned, and what satisfies each. */
final class CompiledRelations {
  private final IntTable requirements;
  private final IntTable recommendations;
  private final IntTable exclusions;
  private final IntTable clauses;
  private final IntTable solvers;
  private final int[] subjects;
  private final String[] texts;

  CompiledRelations(
      IntTable requirements,
      IntTable recommendations,
      IntTable exclusions,
      IntTable clauses,
      IntTable solvers,
      int[] subjects,
      String[] texts) {
    this.requirements = requirements;
    this.recommendations = recommendations;
    this.exclusions = exclusions;
    this.clauses = clauses;
    this.solvers = solvers;
    this.subjects = subjects;
    this.texts = texts;
  }

  IntTable requirements() {
    return requirements;
  }

  IntTable recommendations() {
    return recommendations;
  }

  IntTable exclusions() {
    return exclusions;
  }

  IntTable clauses() {
    return clauses;
  }

  IntTable solvers() {
    return solvers;
  }

  int subject(int relation) {
    return subjects[relation];
  }

  String text(int relation) {
    return texts[relation];
  }
}
