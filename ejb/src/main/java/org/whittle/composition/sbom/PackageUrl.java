package org.whittle.composition.sbom;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.whittle.format.PackageId;

/** Names of packages among all ecosystems (package-url specification, type {@code deb}). */
final class PackageUrl {
  private static final String UNRESERVED =
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789.-_~:";

  private PackageUrl() {}

  /** The package's name. */
  static String of(PackageId id, Materials.Distribution distribution) {
    String distro =
        distribution.version().isEmpty()
            ? distribution.id()
            : distribution.id() + "-" + distribution.version();
    return "pkg:deb/"
        + encode(distribution.id().toLowerCase(Locale.ROOT))
        + "/"
        + encode(id.name().value())
        + "@"
        + encode(id.version().value())
        + "?arch="
        + encode(id.architecture().value())
        + "&distro="
        + encode(distro);
  }

  private static String encode(String text) {
    StringBuilder encoded = new StringBuilder();
    for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (UNRESERVED.indexOf(c) >= 0) {
        encoded.append(c);
      } else {
        encoded.append(String.format(Locale.ROOT, "%%%02X", b & 0xff));
      }
    }
    return encoded.toString();
  }
}
