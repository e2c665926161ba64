package org.whittle.verification;

/** Bounds on what a test may use; its time is the test's own. */
final class Limits {
  /** Private writable memory of one process in KiB: what {@code ulimit -d} takes. */
  static final int MEMORY_KIB = 2 * 1024 * 1024;

  /** Processes and threads of the user in the sandbox. */
  static final int PROCESSES = 512;

  /** Bytes kept of a log and read of an answer. */
  static final int OUTPUT_BYTES = 256 * 1024;

  private Limits() {}
}
