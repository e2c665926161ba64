package org.whittle.thinning;

import org.whittle.kernel.FilePath;
import org.whittle.kernel.PackageName;
import org.whittle.rules.Glob;

/**
 * Is told what thinning looked for beyond the packages that it was given.
 *
 * <p>Whoever thins again with one more package, none of whose files, links or directories is at
 * such a path or matches such a pattern, and which was not asked for by name, gets the same tree.
 */
public interface Unmet {
  /** Takes no note. */
  Unmet UNHEARD =
      new Unmet() {
        @Override
        public void path(FilePath path) {}

        @Override
        public void pattern(Glob pattern) {}

        @Override
        public void named(PackageName name) {}
      };

  /** No package has anything at this path, whose directories are merged below {@code /usr}. */
  void path(FilePath path);

  /** All that matches would have been taken, whoever ships it. */
  void pattern(Glob pattern);

  /** There is no package of this name. */
  void named(PackageName name);
}
