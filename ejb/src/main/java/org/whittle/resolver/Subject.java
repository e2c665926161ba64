package org.whittle.resolver;

import java.util.Optional;
import java.util.OptionalInt;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.PackageName;

/**
 * What a question is about, in any version.
 *
 * @param architecture of the package; empty for what the machine itself would take
 */
public record Subject(PackageName name, Optional<Architecture> architecture) {
  /** What the machine itself would take. */
  public static Subject of(PackageName name) {
    return new Subject(name, Optional.empty());
  }

  /**
   * Reads {@code NAME} or {@code NAME:ARCH}.
   *
   * @throws org.whittle.kernel.InvalidInput if it is neither
   */
  public static Subject parse(String text) {
    int colon = text.indexOf(':');
    return colon < 0
        ? of(new PackageName(text))
        : new Subject(
            new PackageName(text.substring(0, colon)),
            Optional.of(new Architecture(text.substring(colon + 1))));
  }

  OptionalInt numberIn(PackageUniverse universe) {
    return architecture.isPresent() ? universe.find(name, architecture.get()) : universe.find(name);
  }

  /** As it is read. */
  @Override
  public String toString() {
    return name + architecture.map(a -> ":" + a).orElse("");
  }
}
