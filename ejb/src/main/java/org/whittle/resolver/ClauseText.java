package org.whittle.resolver;

/** A clause as its package writes it: relations with a bar between. */
final class ClauseText {
  private ClauseText() {}

  static String of(PackageUniverse universe, int clause) {
    IntTable clauses = universe.clauses();
    StringBuilder text = new StringBuilder();
    for (int i = clauses.start(clause); i < clauses.end(clause); i++) {
      text.append(text.isEmpty() ? "" : " | ").append(universe.relationText(clauses.at(i)));
    }
    return text.toString();
  }
}
