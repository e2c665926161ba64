package org.whittle.approvals;

/** Whether a policy allows that versions are published before their tests. */
public enum StructureFirst {
  NEVER,
  /** Only for what mends something grave. */
  SEVERE,
  ALWAYS
}
