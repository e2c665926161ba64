package org.whittle.resolver;

import java.util.List;
import java.util.stream.Collectors;
import org.whittle.kernel.Version;

/**
 * The versions that lie within all of some bounds; no bounds stand for every version.
 *
 * <p>Which of two versions is the later one is decided by the universe, not here.
 */
public record VersionRange(List<Bound> bounds) {
  /** Every version. */
  public static final VersionRange ANY = new VersionRange(List.of());

  /** How a version stands to the version of a bound. */
  public enum Comparison {
    /** Strictly earlier. */
    LESS("<<"),
    /** Earlier or the same. */
    AT_MOST("<="),
    /** The same. */
    EQUAL("="),
    /** The same or later. */
    AT_LEAST(">="),
    /** Strictly later. */
    GREATER(">>");

    private final String sign;

    Comparison(String sign) {
      this.sign = sign;
    }

    /** The sign as people write it. */
    public String sign() {
      return sign;
    }

    /** Whether a version that compares so (negative, zero, positive) to the bound lies within. */
    public boolean holds(int order) {
      return switch (this) {
        case LESS -> order < 0;
        case AT_MOST -> order <= 0;
        case EQUAL -> order == 0;
        case AT_LEAST -> order >= 0;
        case GREATER -> order > 0;
      };
    }
  }

  /** One limit of a range. */
  public record Bound(Comparison comparison, Version version) {
    @Override
    public String toString() {
      return comparison.sign() + " " + version;
    }
  }

  /** Keeps the bounds in the order given. */
  public VersionRange {
    bounds = List.copyOf(bounds);
  }

  /** The range with one bound. */
  public static VersionRange of(Comparison comparison, Version version) {
    return new VersionRange(List.of(new Bound(comparison, version)));
  }

  /** Just this version. */
  public static VersionRange exactly(Version version) {
    return of(Comparison.EQUAL, version);
  }

  /** Whether every version lies within. */
  public boolean isAny() {
    return bounds.isEmpty();
  }

  /** The bounds in parentheses, such as {@code (>= 1.2, << 2)}; empty text for every version. */
  @Override
  public String toString() {
    return isAny()
        ? ""
        : bounds.stream().map(Bound::toString).collect(Collectors.joining(", ", "(", ")"));
  }
}
