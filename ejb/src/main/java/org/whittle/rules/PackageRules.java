package org.whittle.rules;

import java.util.List;
import org.whittle.kernel.PackageName;

/** What the rules say about one package. */
public record PackageRules(
    Position at, PackageName name, List<Slice> slices, List<Covered> effects) {
  /** Copies the lists. */
  public PackageRules {
    slices = List.copyOf(slices);
    effects = List.copyOf(effects);
  }
}
