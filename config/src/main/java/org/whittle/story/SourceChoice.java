package org.whittle.story;

import java.util.Map;

/** Which source the story adds. */
public sealed interface SourceChoice {
  /** The host's own source of a kind, as the server offers it: {@code BASE} or {@code SECURITY}. */
  record Offered(String kind) implements SourceChoice {}

  /**
   * A source that is described: {@code name, uri, suite, components, architecture, kind, keyring}.
   */
  record Described(Map<String, String> source) implements SourceChoice {
    /** Copies the description. */
    public Described {
      source = Map.copyOf(source);
    }
  }

  /** The host's own source of a kind. */
  static SourceChoice offered(String kind) {
    return new Offered(kind);
  }

  /** A source that is described by hand. */
  static SourceChoice described(
      String name, String uri, String suite, String kind, String keyring) {
    return new Described(
        Map.of(
            "name", name,
            "uri", uri,
            "suite", suite,
            "components", "main",
            "architecture", "amd64",
            "kind", kind,
            "keyring", keyring));
  }
}
