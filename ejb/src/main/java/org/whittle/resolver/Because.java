package org.whittle.resolver;

import org.whittle.format.PackageId;

/**
 * Why a package was chosen: another's clause had to be satisfied.
 *
 * @param by the package that needs it
 * @param clause what that package needs, in its own words
 * @param recommended whether it only recommends it
 */
public record Because(PackageId by, String clause, boolean recommended) {
  @Override
  public String toString() {
    return by.name() + (recommended ? " recommends " : " needs ") + clause;
  }
}
