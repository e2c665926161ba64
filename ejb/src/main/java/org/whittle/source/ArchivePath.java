package org.whittle.source;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import org.whittle.kernel.Corrupted;

/** Joins the address of an archive with a path that the archive names. */
final class ArchivePath {
  private ArchivePath() {}

  /**
   * The address of a file in the archive.
   *
   * <p>All but unreserved characters are escaped (RFC 3986, section 2.3), {@code +} included: some
   * object stores read it as a space.
   *
   * @throws Corrupted if the path leaves the archive
   */
  static URI resolve(URI archive, String path) {
    require(path);
    StringBuilder uri = new StringBuilder(archive.toString());
    if (uri.charAt(uri.length() - 1) != '/') {
      uri.append('/');
    }
    for (byte b : path.getBytes(StandardCharsets.UTF_8)) {
      char c = (char) (b & 0xff);
      if (isUnreserved(c) || c == '/') {
        uri.append(c);
      } else {
        uri.append(String.format(Locale.ROOT, "%%%02X", (int) c));
      }
    }
    return URI.create(uri.toString());
  }

  /** Refuses a path that is absolute, has an empty, {@code .} or {@code ..} step, or is empty. */
  static String require(String path) {
    for (String step : path.split("/", -1)) {
      if (step.isEmpty() || step.equals(".") || step.equals("..")) {
        throw new Corrupted(
            "cannot use path \"" + path + "\" of an archive: it leaves the archive");
      }
    }
    return path;
  }

  private static boolean isUnreserved(char c) {
    return (c >= 'a' && c <= 'z')
        || (c >= 'A' && c <= 'Z')
        || (c >= '0' && c <= '9')
        || "-._~".indexOf(c) >= 0;
  }
}
