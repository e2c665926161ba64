package org.whittle.library;

/** Who wrote a rule file. The names are kept in databases: never rename one. */
public enum RuleOrigin {
  /** It came with Whittle. */
  SHIPPED,
  /** The organisation's own, over the shipped ones. */
  OVERLAY
}
