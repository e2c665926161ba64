package org.whittle.application.patches;

import java.util.List;
import java.util.Optional;

/** One patch. */
public record PatchPage(
    PatchRow row, Optional<String> supersededBy, List<Binary> binaries, Optional<Long> rollout) {
  /** A binary package of the patch; sizes in KiB installed. */
  public record Binary(
      String name, String architecture, String oldVersion, String newVersion, long sizeChangeKib) {}
}
