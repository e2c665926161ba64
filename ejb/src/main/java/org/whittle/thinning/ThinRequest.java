package org.whittle.thinning;

import java.util.List;
import java.util.Set;
import org.whittle.blueprint.Blueprint;
import org.whittle.format.PackageContents;
import org.whittle.kernel.PackageName;
import org.whittle.rules.RuleSet;

/**
 * What is to be thinned.
 *
 * @param blueprint says level, entry points, overlay, options and how the image is run
 * @param roots the packages that the author asked for
 * @param composition every package of the closure, roots included, in any order
 * @param reserve packages that every system has and that need not be declared: of them only what is
 *     asked for is kept
 * @param rules what is known about packages
 */
public record ThinRequest(
    Blueprint blueprint,
    Set<PackageName> roots,
    List<PackageContents> composition,
    List<PackageContents> reserve,
    RuleSet rules) {
  /** Copies the collections. */
  public ThinRequest {
    roots = Set.copyOf(roots);
    composition = List.copyOf(composition);
    reserve = List.copyOf(reserve);
  }

  /** A request without a reserve. */
  public ThinRequest(
      Blueprint blueprint,
      Set<PackageName> roots,
      List<PackageContents> composition,
      RuleSet rules) {
    this(blueprint, roots, composition, List.of(), rules);
  }
}
