package org.whittle.build;

import java.util.LinkedHashSet;
import java.util.Set;
import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;
import org.whittle.rules.Glob;
import org.whittle.thinning.Unmet;

/** What a thinning asked for in vain, each once. */
final class Asked implements Unmet {
  private final Set<FilePath> paths = new LinkedHashSet<>();
  private final Set<Glob> patterns = new LinkedHashSet<>();
  private final Set<PackageName> names = new LinkedHashSet<>();

  @Override
  public void path(FilePath path) {
    paths.add(path);
  }

  @Override
  public void pattern(Glob pattern) {
    patterns.add(pattern);
  }

  @Override
  public void named(PackageName name) {
    names.add(name);
  }

  /** Whether a package could answer something of it. */
  boolean isAnsweredBy(PackageName name, ShippedNames shipped) {
    return names.contains(name)
        || paths.stream().anyMatch(shipped::mayHave)
        || patterns.stream().anyMatch(shipped::mayHave);
  }
}
