package org.whittle.application.rules;

/**
 * What is wrong in a rule file.
 *
 * @param line from 1
 * @param column from 1
 * @param message in the form {@code cannot X: Y}
 */
public record RuleProblem(String file, int line, int column, String message) {}
