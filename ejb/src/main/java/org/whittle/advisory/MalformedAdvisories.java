package org.whittle.advisory;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonProcessingException;
import org.whittle.kernel.InvalidInput;

/** What is said of a file that holds no advisories. */
final class MalformedAdvisories {
  private MalformedAdvisories() {}

  static InvalidInput of(JsonProcessingException e) {
    JsonLocation at = e.getLocation();
    return new InvalidInput(
        "cannot read advisories: "
            + (at == null ? "" : at.getLineNr() + ":" + at.getColumnNr() + ": ")
            + e.getOriginalMessage(),
        e);
  }

  static InvalidInput of(String what) {
    return new InvalidInput(
        "cannot read advisories: " + what, "Check that the format is the one chosen", null);
  }
}
