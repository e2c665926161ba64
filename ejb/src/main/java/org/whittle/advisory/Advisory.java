package org.whittle.advisory;

import java.util.Optional;
import java.util.regex.Pattern;
import org.whittle.format.deb.DebVersion;
import org.whittle.kernel.InvalidInput;

/**
 * What a file of advisories says: a source package is vulnerable in versions before one.
 *
 * @param name such as {@code CVE-2026-12345} or {@code DSA-6000-1}
 * @param source the source package
 * @param fixed the first version that is not vulnerable
 * @param summary one line for people; empty if there is none
 */
public record Advisory(
    String name, String source, DebVersion fixed, Severity severity, String summary) {
  private static final int LONGEST_SUMMARY = 500;
  private static final int LONGEST_NAME = 255;
  private static final Pattern SOURCE = Pattern.compile("[a-z0-9][a-z0-9+.-]+");

  /** Cuts the summary to one line of 500 characters. */
  public Advisory {
    String line = summary.strip().replaceAll("\\s+", " ");
    summary =
        line.length() <= LONGEST_SUMMARY ? line : line.substring(0, LONGEST_SUMMARY - 1) + "…";
  }

  /** Whether going from the older version to the newer mends it. */
  public boolean mendedBetween(DebVersion older, DebVersion newer) {
    return older.compareTo(fixed) < 0 && newer.compareTo(fixed) >= 0;
  }

  /** Whether a text can name a source package (Debian Policy 5.6.1). */
  static boolean isSource(String text) {
    return text.length() <= LONGEST_NAME && SOURCE.matcher(text).matches();
  }

  /** The version that a text names; empty if it names none, or one that nobody would use. */
  static Optional<DebVersion> version(String text) {
    if (text.length() > LONGEST_NAME) {
      return Optional.empty();
    }
    try {
      return Optional.of(DebVersion.parse(text));
    } catch (InvalidInput none) {
      return Optional.empty();
    }
  }
}
