package org.whittle.format.deb;

import java.io.IOException;

/** Says what is wrong inside of a package; {@link DebReader} adds which package it is. */
final class MalformedArchive extends IOException {
  private static final long serialVersionUID = 1L;

  private final String fault;

  MalformedArchive(String fault) {
    super(fault);
    this.fault = fault;
  }

  String fault() {
    return fault;
  }
}
