package org.whittle.advisory;

import com.fasterxml.jackson.core.JsonProcessingException;
import java.io.IOException;
import java.io.InputStream;
import java.util.function.Consumer;

/** The formats in which an operator can supply advisories. */
public enum AdvisoryFormat {
  /** The JSON file of Debian's security tracker; a release is its code name. */
  TRACKER,
  /** Records of the Open Source Vulnerability format; a release is such as {@code Debian:12}. */
  OSV;

  /**
   * Reads the advisories of one release.
   *
   * @param release as the format names it
   * @throws org.whittle.kernel.InvalidInput with line and column if it is not such a file
   * @throws IOException if the stream cannot be read
   */
  public void read(InputStream json, String release, Consumer<Advisory> sink) throws IOException {
    try {
      switch (this) {
        case TRACKER -> TrackerFile.read(json, release, sink);
        case OSV -> OsvFile.read(json, release, sink);
      }
    } catch (JsonProcessingException e) {
      throw MalformedAdvisories.of(e);
    }
  }
}
