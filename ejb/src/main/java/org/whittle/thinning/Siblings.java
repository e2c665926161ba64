package org.whittle.thinning;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.format.PackageContents;
import org.whittle.rules.RuleSet;

/**
 * Packages whose scripts speak for an image though none of their files is in it.
 *
 * <p>A source package is often split into a program and a package that only makes its user and its
 * directories. Where no rule speaks of them, what the second does is done for the first.
 */
final class Siblings {
  private static final Pattern SOURCE = Pattern.compile("(?m)^Source: *([a-z0-9.+-]+)");

  private Siblings() {}

  /** The used packages, and those that speak for one of them that the blueprint asks for. */
  static List<PackageContents> and(List<PackageContents> used, ThinRequest request) {
    RuleSet rules = request.rules();
    Set<String> sources = new HashSet<>();
    used.stream()
        .filter(p -> request.roots().contains(p.id().name()) && !rules.covers(p.id().name()))
        .forEach(p -> sources.add(source(p)));
    List<PackageContents> all = new ArrayList<>(used);
    request.composition().stream()
        .filter(p -> !used.contains(p) && !rules.covers(p.id().name()))
        .filter(p -> sources.contains(source(p)))
        .forEach(all::add);
    return all;
  }

  private static String source(PackageContents contents) {
    Matcher m = SOURCE.matcher(contents.controlFiles().getOrDefault("control", ""));
    return m.find() ? m.group(1) : contents.id().name().value();
  }
}
