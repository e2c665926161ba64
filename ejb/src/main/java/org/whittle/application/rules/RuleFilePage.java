package org.whittle.application.rules;

import org.whittle.library.RuleOrigin;

/** The text of a file of a version of the rules. */
public record RuleFilePage(int version, RuleOrigin origin, String name, String text) {}
