package org.whittle.rules;

import java.util.List;

/**
 * What was read from a rule file, and everything that is wrong with it.
 *
 * @param file what could be read; only to be used if there is no problem
 * @param problems in the file's order
 */
public record ParsedRules(RuleFile file, List<Problem> problems) {
  /** Sorts and copies the problems. */
  public ParsedRules {
    problems = problems.stream().sorted().toList();
  }
}
