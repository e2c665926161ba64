package org.whittle.application.rules;

import java.util.List;

/**
 * A version of the rules with its files.
 *
 * @param problems why it cannot be used; empty: it can
 */
public record RulesPage(
    RuleVersionRow version, List<RuleFileRow> files, List<RuleProblem> problems) {}
