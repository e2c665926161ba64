package org.whittle.patches;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.whittle.format.deb.DebVersion;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Version;
import org.whittle.resolver.VersionRange;
import org.whittle.resolver.VersionRange.Bound;
import org.whittle.resolver.VersionRange.Comparison;

/**
 * The versions of a package that a hold lets in: those within every bound, in Debian's order
 * (deb-version(7), "Sorting algorithm").
 */
public record HeldVersions(VersionRange range) {
  private static final Pattern BOUND = Pattern.compile("(<<|<=|<|=|>=|>>|>)?\\s*([^\\s<>=]+)");
  private static final int MOST_BOUNDS = 4;

  /**
   * Checks that there is a bound.
   *
   * @throws InvalidInput if there is none, or a version cannot be ordered
   */
  public HeldVersions {
    if (range.isAny() || range.bounds().size() > MOST_BOUNDS) {
      throw new InvalidInput(
          "cannot hold a package: 1 to " + MOST_BOUNDS + " bounds of its versions are expected");
    }
    range.bounds().forEach(bound -> DebVersion.parse(bound.version().value()));
  }

  /** Just this version. */
  public static HeldVersions exactly(String version) {
    return new HeldVersions(VersionRange.exactly(new Version(version)));
  }

  /**
   * Reads a version alone, or bounds between commas, such as {@code >= 1.2, < 2}; {@code <} is
   * {@code <<}, and {@code >} is {@code >>}.
   *
   * @throws InvalidInput if it is neither
   */
  public static HeldVersions parse(String text) {
    List<Bound> bounds = new ArrayList<>();
    for (String part : text.strip().split(",", -1)) {
      Matcher matcher = BOUND.matcher(part.strip());
      if (!matcher.matches()) {
        throw new InvalidInput(
            "cannot read the versions \"" + text + "\"",
            "Write a version alone, or bounds such as >= 1.2, < 2",
            null);
      }
      String sign = matcher.group(1) == null ? "=" : matcher.group(1);
      bounds.add(new Bound(comparison(sign), new Version(matcher.group(2))));
    }
    return new HeldVersions(new VersionRange(bounds));
  }

  private static Comparison comparison(String sign) {
    return switch (sign) {
      case "<", "<<" -> Comparison.LESS;
      case "<=" -> Comparison.AT_MOST;
      case ">=" -> Comparison.AT_LEAST;
      case ">", ">>" -> Comparison.GREATER;
      default -> Comparison.EQUAL;
    };
  }

  /** Whether a version lies within all bounds. */
  public boolean admits(String version) {
    DebVersion asked = DebVersion.parse(version);
    return range.bounds().stream()
        .allMatch(bound -> bound.comparison().holds(asked.compareTo(of(bound))));
  }

  /** Whether just one version is let in. */
  public boolean isOne() {
    return range.bounds().size() == 1 && range.bounds().getFirst().comparison() == Comparison.EQUAL;
  }

  /**
   * Whether no version whatever could be within all of them: the highest lower bound is above the
   * lowest upper one.
   */
  public static boolean contradict(Collection<HeldVersions> all) {
    List<Bound> bounds = all.stream().flatMap(one -> one.range().bounds().stream()).toList();
    for (Bound lower : bounds) {
      for (Bound upper : bounds) {
        if (isLower(lower) && isUpper(upper)) {
          int order = of(lower).compareTo(of(upper));
          if (order > 0 || (order == 0 && (isStrict(lower) || isStrict(upper)))) {
            return true;
          }
        }
      }
    }
    return false;
  }

  private static boolean isLower(Bound bound) {
    return !isBelow(bound);
  }

  private static boolean isUpper(Bound bound) {
    return isBelow(bound) || bound.comparison() == Comparison.EQUAL;
  }

  private static boolean isBelow(Bound bound) {
    return bound.comparison() == Comparison.LESS || bound.comparison() == Comparison.AT_MOST;
  }

  private static boolean isStrict(Bound bound) {
    return bound.comparison() == Comparison.LESS || bound.comparison() == Comparison.GREATER;
  }

  private static DebVersion of(Bound bound) {
    return DebVersion.parse(bound.version().value());
  }

  /** For a sentence: {@code at 1.2}, or {@code within >= 1.2, << 2}. */
  String inWords() {
    return isOne() ? "at " + range.bounds().getFirst().version() : "within " + this;
  }

  /** The bounds between commas, as they are read. */
  @Override
  public String toString() {
    return range.bounds().stream().map(Bound::toString).collect(Collectors.joining(", "));
  }
}
