package org.whittle.application.resolution;

import java.util.List;
import java.util.Optional;

/**
 * What would become of a resolution.
 *
 * @param removed packages whose name is not there any more, sorted
 * @param added packages whose name was not there before, sorted
 * @param changed names that are there in another version
 * @param bytes by how much the installed size grows; negative if it shrinks
 * @param explanation why there is no solution any more; absent if there is one
 * @param text the same in words
 */
public record WhatIfView(
    List<Item> removed,
    List<Item> added,
    List<Changed> changed,
    long bytes,
    Optional<ExplanationView> explanation,
    String text) {
  /** A package. */
  public record Item(String name, String version) {}

  /** A name in another version. */
  public record Changed(String name, String from, String to) {}

  /** Whether there is a solution. */
  public boolean possible() {
    return explanation.isEmpty();
  }
}
