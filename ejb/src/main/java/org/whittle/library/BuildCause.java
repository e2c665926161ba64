package org.whittle.library;

/** Why an image version was built. */
public enum BuildCause {
  FIRST,
  BLUEPRINT,
  PATCH,
  RULES,
  BASE,
  WHITTLE,
  REQUEST
}
