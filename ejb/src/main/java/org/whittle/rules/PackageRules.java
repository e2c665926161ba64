package org.whittle.rules;

import java.util.List;
import org.whittle.kernel.PackageName;

/**
 * What the rules say about one package.
 *
 * @param speaks whether the rules decide about the package's files; else only its scripts' effects
 *     are accounted for, and the automatic closure decides
 */
public record PackageRules(
    Position at, PackageName name, boolean speaks, List<Slice> slices, List<Covered> effects) {
  /** Copies the lists. */
  public PackageRules {
    slices = List.copyOf(slices);
    effects = List.copyOf(effects);
  }
}
