package org.whittle.store;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.UUID;

/** Names the time since the machine was started, as the kernel does (random(4), boot_id). */
final class BootId {
  private static final String CURRENT = read();

  private BootId() {}

  /**
   * The same text until the machine starts anew; where no kernel says it, until this process ends.
   */
  static String current() {
    return CURRENT;
  }

  private static String read() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/random/boot_id")).strip();
    } catch (IOException e) {
      return UUID.randomUUID().toString();
    }
  }
}
