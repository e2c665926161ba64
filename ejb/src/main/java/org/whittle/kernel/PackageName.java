package org.whittle.kernel;

/**
 * The name of a binary or source package, such as {@code libssl3}.
 *
 * <p>Not empty, printable ASCII without space, slash or the characters that relations use. Each
 * format may allow less (Debian Policy 5.6.7; RPM allows upper case and underscores). Ordered as
 * text.
 */
public record PackageName(String value) implements Comparable<PackageName> {
  private static final String FORBIDDEN = "/\\()[]<>|,;:'\"`$&*?!{}";

  /** Checks the characters. */
  public PackageName {
    if (value.isEmpty() || value.length() > 255) {
      throw new InvalidInput(
          "cannot use package name \"" + value + "\": 1 to 255 characters expected");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c > '~' || FORBIDDEN.indexOf(c) >= 0) {
        throw new InvalidInput(
            "cannot use package name \"" + value + "\": character '" + c + "' is not allowed");
      }
    }
  }

  @Override
  public int compareTo(PackageName other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
