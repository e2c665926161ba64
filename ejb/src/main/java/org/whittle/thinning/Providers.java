package org.whittle.thinning;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.format.PackageContents;

/** The packages of a composition by the names that they have or provide (Debian Policy 7.5). */
final class Providers {
  private static final Pattern PROVIDES = Pattern.compile("(?m)^Provides:(.*)$");

  private final Map<String, List<PackageContents>> byName = new HashMap<>();

  Providers(Candidates candidates) {
    for (PackageContents contents : candidates.packages()) {
      if (candidates.isComposed(contents.id().name())) {
        names(contents)
            .forEach(n -> byName.computeIfAbsent(n, x -> new ArrayList<>()).add(contents));
      }
    }
  }

  private static Set<String> names(PackageContents contents) {
    Set<String> names = new TreeSet<>();
    names.add(contents.id().name().value());
    Matcher provides = PROVIDES.matcher(contents.controlFiles().getOrDefault("control", ""));
    if (provides.find()) {
      for (String provided : provides.group(1).split(",")) {
        names.add(provided.strip().split("[\\s(:]", 2)[0]);
      }
    }
    return names;
  }

  /** Those that a relation may mean by a name. */
  List<PackageContents> of(String name) {
    return byName.getOrDefault(name, List.of());
  }
}
