package org.whittle.application.library;

import java.util.List;

/**
 * What a blueprint would give, without building it.
 *
 * @param problems of the YAML or of its resolution, with positions where there are any
 * @param explanation why it cannot be resolved; empty if it can
 */
public record PreviewView(
    boolean valid,
    List<Problem> problems,
    String explanation,
    int packages,
    long closureBytes,
    long downloadBytes,
    List<VersionPage.Line> composition) {
  /** A problem at a position of the YAML text, from 1; 0 where it has none. */
  public record Problem(int line, int column, String message, String remedy) {}
}
