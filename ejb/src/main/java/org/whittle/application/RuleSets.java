package org.whittle.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import org.jspecify.annotations.Nullable;
import org.whittle.rules.RuleSet;

/** The shipped rules, read once. */
@ApplicationScoped
public class RuleSets {
  @Inject private Settings settings;

  private @Nullable RuleSet shipped;

  /** The rules that builds obey. */
  public synchronized RuleSet current() {
    if (shipped == null) {
      shipped = RuleSet.load(settings.config().resolve("rules"));
    }
    return shipped;
  }
}
