package org.whittle.source;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Which distribution the host runs (os-release(5)).
 *
 * @param id such as {@code debian}; empty if unknown
 * @param codename such as {@code bookworm}; empty if unknown
 */
record HostDistribution(String id, String codename) {
  /** Names that Debian gives to whole releases besides their codenames. */
  private static final Set<String> ALIASES =
      Set.of("stable", "oldstable", "oldoldstable", "testing", "unstable", "sid");

  static HostDistribution read(Path root) {
    for (String place : List.of("etc/os-release", "usr/lib/os-release")) {
      Path file = root.resolve(place);
      if (Files.isReadable(file)) {
        try {
          return parse(Files.readAllLines(file));
        } catch (IOException e) {
          // The next place may tell.
        }
      }
    }
    return new HostDistribution("", "");
  }

  private static HostDistribution parse(List<String> lines) {
    Map<String, String> values = new HashMap<>();
    for (String line : lines) {
      int equals = line.indexOf('=');
      if (equals > 0 && !line.startsWith("#")) {
        values.put(line.substring(0, equals), line.substring(equals + 1).replaceAll("[\"']", ""));
      }
    }
    return new HostDistribution(
        values.getOrDefault("ID", ""), values.getOrDefault("VERSION_CODENAME", ""));
  }

  /** What a suite is in this distribution. */
  SuiteRole role(String suite) {
    if (isRelease(suite)) {
      return SuiteRole.BASE;
    }
    int end = Math.max(suite.lastIndexOf('-'), suite.lastIndexOf('/'));
    if (end < 0 || !isRelease(suite.substring(0, end))) {
      return SuiteRole.OTHER;
    }
    return switch (suite.substring(end)) {
      case "-updates" -> SuiteRole.UPDATES;
      case "-security", "/updates" -> SuiteRole.SECURITY;
      default -> SuiteRole.OTHER;
    };
  }

  private boolean isRelease(String suite) {
    return !codename.isEmpty()
        && (suite.equals(codename) || (id.equals("debian") && ALIASES.contains(suite)));
  }

  /**
   * Whether an entry is of this distribution, as far as can be told before its release is read: a
   * suite of this release, component main, and the keyring of the distribution's own package, or,
   * where no keyring file is named, an address that ends like the distribution's.
   */
  boolean owns(AptEntry entry, String address, String suite) {
    boolean here = role(suite) != SuiteRole.OTHER || suite.startsWith(codename + "-");
    if (id.isEmpty() || codename.isEmpty() || !here || !entry.components().contains("main")) {
      return false;
    }
    if (entry.signedBy().startsWith("/")) {
      String keyring = Path.of(entry.signedBy().split("\\s+")[0]).getFileName().toString();
      return keyring.startsWith(id + "-archive-");
    }
    return List.of(address.replaceFirst("^[a-z+]+://[^/]*", "").split("/")).stream()
        .anyMatch(step -> step.equals(id) || step.startsWith(id + "-"));
  }

  /** The vendor's name, as its releases write it. */
  String vendor() {
    return id.isEmpty() ? "" : id.substring(0, 1).toUpperCase(Locale.ROOT) + id.substring(1);
  }
}
