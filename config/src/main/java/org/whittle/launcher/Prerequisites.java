package org.whittle.launcher;

import java.io.IOException;
import java.nio.file.Path;

/** Has the script {@code config/prerequisites} look after the system's tools. */
final class Prerequisites {
  private Prerequisites() {}

  /**
   * Runs the script on this console; what it cannot install it names, and Whittle starts anyway.
   */
  static void check(Path config) throws InterruptedException {
    try {
      new ProcessBuilder(config.resolve("prerequisites").toString()).inheritIO().start().waitFor();
    } catch (IOException e) {
      System.err.println("The system's tools were not checked: " + e.getMessage());
    }
  }
}
