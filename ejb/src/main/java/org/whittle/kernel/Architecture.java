package org.whittle.kernel;

import java.util.regex.Pattern;

/** A machine architecture under its archive's name, such as {@code amd64}, or {@code all}. */
public record Architecture(String value) implements Comparable<Architecture> {
  private static final Pattern ALLOWED = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

  /** Packages for every architecture. */
  public static final Architecture ALL = new Architecture("all");

  /** 64-bit x86 under Debian's name. */
  public static final Architecture AMD64 = new Architecture("amd64");

  /** Checks the characters: lower-case letters, digits, hyphen and underscore. */
  public Architecture {
    if (!ALLOWED.matcher(value).matches()) {
      throw new InvalidInput("cannot use architecture \"" + value + "\"");
    }
  }

  @Override
  public int compareTo(Architecture other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
