package org.whittle.build;

import java.util.Locale;

/** The stages of a build, in their order. The names are kept in databases: never rename one. */
public enum Stage {
  RESOLVE,
  FETCH,
  UNPACK,
  THIN,
  COMPOSE,
  DOCUMENT,
  VERIFY;

  /** The word under which progress is reported. */
  public String word() {
    return name().toLowerCase(Locale.ROOT);
  }
}
