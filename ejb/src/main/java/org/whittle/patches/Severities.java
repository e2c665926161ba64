package org.whittle.patches;

import java.util.List;
import java.util.stream.Collectors;
import org.whittle.advisory.Severity;

/** How severities, which are kept as words, are ordered in the database. */
final class Severities {
  private static final List<Severity> ASCENDING = List.of(Severity.values());

  /** An expression: how grave the column {@code severity} is, from 1. */
  static final String RANK =
      ASCENDING.stream()
          .map(severity -> "'" + severity + "'")
          .collect(Collectors.joining(", ", "field(severity, ", ")"));

  private Severities() {}

  /** The severity of a rank; 0 is that of nothing, which is unknown. */
  static Severity ranked(int rank) {
    return rank == 0 ? Severity.UNKNOWN : ASCENDING.get(rank - 1);
  }
}
