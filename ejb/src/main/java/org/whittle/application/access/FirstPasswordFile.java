package org.whittle.application.access;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.whittle.kernel.Unavailable;

/** The file that tells the owner of the installation the first password, once. */
final class FirstPasswordFile {
  private FirstPasswordFile() {}

  /** Creates {@code secrets/first-password}, which only its owner can read. */
  static Path write(Path data, String password) {
    try {
      Path secrets = data.resolve("secrets");
      Files.createDirectories(
          secrets,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
      Path file = secrets.resolve("first-password");
      Files.deleteIfExists(file);
      try (var channel =
          Files.newByteChannel(
              file,
              Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
              PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")))) {
        channel.write(ByteBuffer.wrap((password + "\n").getBytes(StandardCharsets.UTF_8)));
      }
      return file;
    } catch (IOException e) {
      throw new Unavailable(
          "cannot write the first password below " + data + ": " + e.getMessage(),
          "Make the data folder writable and start again",
          e);
    }
  }
}
