package org.whittle.composition.oci;

import java.util.Map;
import java.util.TreeMap;
import org.whittle.kernel.Architecture;
import org.whittle.kernel.InvalidInput;

/** Machine architectures under the names that OCI uses: those of Go (GOARCH, GOARM). */
final class Platforms {
  private static final Map<String, String> NAMES =
      Map.of(
          "amd64", "amd64",
          "arm64", "arm64",
          "armel", "arm/v5",
          "armhf", "arm/v7",
          "i386", "386",
          "mips64el", "mips64le",
          "mipsel", "mipsle",
          "ppc64el", "ppc64le",
          "riscv64", "riscv64",
          "s390x", "s390x");

  private Platforms() {}

  /** The fields {@code os}, {@code architecture} and, for ARM, {@code variant}. */
  static Map<String, Object> of(Architecture architecture) {
    String name = NAMES.get(architecture.value());
    if (name == null) {
      throw new InvalidInput(
          "cannot write an OCI image for architecture "
              + architecture
              + ": OCI has no name for it");
    }
    String[] parts = name.split("/", -1);
    Map<String, Object> platform = new TreeMap<>();
    platform.put("os", "linux");
    platform.put("architecture", parts[0]);
    if (parts.length > 1) {
      platform.put("variant", parts[1]);
    }
    return platform;
  }
}
