package org.whittle.rules;

import java.util.List;
import org.whittle.kernel.Digest;

/** One rule file as read. */
public record RuleFile(
    String name,
    Digest digest,
    List<Account> accounts,
    List<PackageRules> packages,
    List<ContextRule> rules) {
  /** Copies the lists. */
  public RuleFile {
    accounts = List.copyOf(accounts);
    packages = List.copyOf(packages);
    rules = List.copyOf(rules);
  }
}
