package org.whittle.build;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.whittle.format.PackageContents;
import org.whittle.format.deb.ControlReader;
import org.whittle.format.deb.Stanza;
import org.whittle.kernel.Corrupted;

/** What a package says of itself (Debian Policy 5.3, "Binary package control files"). */
final class ControlFields {
  private ControlFields() {}

  /** The only stanza of its control file; empty if it was unpacked without one. */
  static Optional<Stanza> of(PackageContents contents) {
    String text = contents.controlFiles().getOrDefault("control", "");
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    try {
      return new ControlReader(new ByteArrayInputStream(bytes), contents.id().toString()).next();
    } catch (IOException e) {
      throw new Corrupted(
          "cannot read the control file of " + contents.id() + ": " + e.getMessage(), e);
    }
  }

  /** The source package's name: the package itself if not named. */
  static String source(Stanza control, PackageContents contents) {
    String text = control.get("Source", contents.id().name().value());
    int open = text.indexOf('(');
    return (open < 0 ? text : text.substring(0, open)).strip();
  }

  /** The source package's version: the package's own if not named (Debian Policy 5.6.1). */
  static String sourceVersion(Stanza control, PackageContents contents) {
    String text = control.get("Source", "");
    int open = text.indexOf('(');
    return open < 0
        ? contents.id().version().value()
        : text.substring(open + 1).replace(")", "").strip();
  }
}
