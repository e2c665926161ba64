package org.whittle.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Whether somebody is looking. */
final class Terminal {
  private Terminal() {}

  /** Whether standard output is a terminal. */
  static boolean isOutput() {
    try {
      String target = Files.readSymbolicLink(Path.of("/proc/self/fd/1")).toString();
      return target.startsWith("/dev/pts/") || target.startsWith("/dev/tty");
    } catch (IOException e) {
      // Only Linux tells it so; elsewhere nobody is hindered by lines of JSON.
      return false;
    }
  }
}
