package org.whittle.build;

import java.util.List;
import org.whittle.kernel.Digest;
import org.whittle.resolver.ResolvedPackage;

/** What an image would be made of, known without fetching anything. */
public sealed interface Preview {
  /**
   * The closure.
   *
   * @param input digest of all inputs
   * @param packages with the reason of each
   * @param download bytes of all package archives
   * @param installed bytes that the packages would take in full, as their packagers estimate
   */
  record Closure(Digest input, List<ResolvedPackage> packages, long download, long installed)
      implements Preview {
    /** Copies the list. */
    public Closure {
      packages = List.copyOf(packages);
    }
  }

  /** There is no closure; the explanation has a line for each fact. */
  record Impossible(String explanation) implements Preview {}
}
