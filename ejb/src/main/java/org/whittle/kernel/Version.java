package org.whittle.kernel;

/**
 * A package version as its archive writes it, such as {@code 1:2.36-9+deb12u14}.
 *
 * <p>Equal only if written alike. Versions are ordered by the rules of their format (for Debian
 * {@code org.whittle.format.deb.DebVersion}), never as text.
 */
public record Version(String value) {
  /** Checks that there is something and that it has no space. */
  public Version {
    if (value.isEmpty() || value.length() > 255 || value.chars().anyMatch(c -> c <= ' ')) {
      throw new InvalidInput(
          "cannot use version \"" + value + "\": 1 to 255 characters without space expected");
    }
  }

  @Override
  public String toString() {
    return value;
  }
}
