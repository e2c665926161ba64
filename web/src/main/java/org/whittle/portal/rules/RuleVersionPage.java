package org.whittle.portal.rules;

import jakarta.ejb.EJB;
import jakarta.faces.view.ViewScoped;
import jakarta.inject.Named;
import java.io.Serializable;
import org.jspecify.annotations.Nullable;
import org.whittle.application.rules.ReadRules;
import org.whittle.application.rules.RuleDifference;
import org.whittle.application.rules.RuleDifference.Kind;
import org.whittle.application.rules.RulesPage;

/** A version of the rules: its files, and what it changed. */
@Named
@ViewScoped
public class RuleVersionPage implements Serializable {
  private static final long serialVersionUID = 1L;

  @EJB private ReadRules reading;

  private int number;
  private @Nullable RulesPage rules;
  private @Nullable RuleDifference difference;

  /** Reads the version, and compares it with the one before. */
  public void load() {
    rules = reading.version(number);
    difference = number > 1 ? reading.difference(number - 1, number) : null;
  }

  /** The sign and class of a line: of those that differ. */
  public String sign(Kind kind) {
    return switch (kind) {
      case ADDED -> "added";
      case REMOVED -> "removed";
      case SAME -> "same";
    };
  }

  /** The version. */
  public @Nullable RulesPage getRules() {
    return rules;
  }

  /** What it changed; absent for the first. */
  public @Nullable RuleDifference getDifference() {
    return difference;
  }

  /** The version's number. */
  public int getNumber() {
    return number;
  }

  /** The version's number. */
  public void setNumber(int number) {
    this.number = number;
  }
}
