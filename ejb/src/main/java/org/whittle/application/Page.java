package org.whittle.application;

import java.util.List;

/** Some rows of a list that is paged in the database, and how many rows the whole list has. */
public record Page<T>(List<T> rows, long total) {
  /** Copies the rows. */
  public Page {
    rows = List.copyOf(rows);
  }
}
