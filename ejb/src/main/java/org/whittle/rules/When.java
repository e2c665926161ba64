package org.whittle.rules;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;

/**
 * When a slice or rule applies: all that it names must hold.
 *
 * @param roots packages that the blueprint names
 * @param used packages of which the image keeps a file
 * @param with packages of the composition
 * @param without packages that are not in the composition
 * @param versions of packages, whose texts must match; {@code *} stands for any text
 * @param options settings of the blueprint; with a value, it must be that one
 * @param architectures one of them is the image's; empty: any
 * @param files patterns, each of which a file of the image must match
 */
public record When(
    Set<PackageName> roots,
    Set<PackageName> used,
    Set<PackageName> with,
    Set<PackageName> without,
    Map<PackageName, String> versions,
    Map<String, Optional<String>> options,
    Set<Architecture> architectures,
    List<Glob> files) {
  /** Holds in every image. */
  public static final When ALWAYS =
      new When(Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), Map.of(), Set.of(), List.of());

  /** Copies the collections. */
  public When {
    roots = Set.copyOf(roots);
    used = Set.copyOf(used);
    with = Set.copyOf(with);
    without = Set.copyOf(without);
    versions = Map.copyOf(versions);
    options = Map.copyOf(options);
    architectures = Set.copyOf(architectures);
    files = List.copyOf(files);
  }

  /** The condition that a package is a root. */
  public static When root(PackageName name) {
    return new When(
        Set.of(name), Set.of(), Set.of(), Set.of(), Map.of(), Map.of(), Set.of(), List.of());
  }

  /** The condition that a file of the package is kept. */
  public static When used(PackageName name) {
    return new When(
        Set.of(), Set.of(name), Set.of(), Set.of(), Map.of(), Map.of(), Set.of(), List.of());
  }
}
