package org.whittle.source;

import java.nio.file.Path;
import java.util.List;

/**
 * An entry of an apt source file, in either format (sources.list(5)).
 *
 * @param signedBy paths of keyrings, or an armored key; empty if not given
 */
record AptEntry(
    Path file,
    long line,
    List<String> addresses,
    List<String> suites,
    List<String> components,
    List<String> architectures,
    String signedBy,
    boolean enabled) {

  /** Copies the lists. */
  AptEntry {
    addresses = List.copyOf(addresses);
    suites = List.copyOf(suites);
    components = List.copyOf(components);
    architectures = List.copyOf(architectures);
  }
}
