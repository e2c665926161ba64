package org.whittle.rest;

/** Media types that the platform has no name for. */
final class Media {
  /** YAML (RFC 9512). */
  static final String YAML = "application/yaml";

  private Media() {}
}
