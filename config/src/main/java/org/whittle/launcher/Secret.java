package org.whittle.launcher;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Base64;

/** A random password in a file that only the owner reads. */
final class Secret {
  private static final int BYTES = 24;

  private Secret() {}

  /** The password in the file; makes the file, with a new one, if it is not there. */
  static String readOrCreate(Path file) throws IOException {
    if (!Files.exists(file)) {
      byte[] bytes = new byte[BYTES];
      new SecureRandom().nextBytes(bytes);
      write(file, Base64.getUrlEncoder().withoutPadding().encodeToString(bytes) + "\n");
    }
    return Files.readString(file).strip();
  }

  /** Writes a file that only the owner reads, in one step. */
  static void write(Path file, String text) throws IOException {
    Path parent = file.toAbsolutePath().getParent();
    Path draft =
        Files.createTempFile(
            parent,
            "secret",
            null,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(draft, text);
    Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE);
  }
}
