package org.whittle.cli;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import org.whittle.kernel.InvalidInput;

/** What is read from files and from the terminal. */
final class InputFile {
  private InputFile() {}

  /** A text file; {@code -} is standard input. */
  static String text(Path file) {
    try {
      return file.toString().equals("-")
          ? new String(System.in.readAllBytes(), StandardCharsets.UTF_8)
          : Files.readString(file);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A keyring: armored as it is, a binary one as Base64. */
  static String keyring(Path file) {
    try {
      byte[] bytes = Files.readAllBytes(file);
      byte[] armor = "-----BEGIN".getBytes(StandardCharsets.US_ASCII);
      boolean armored =
          bytes.length > armor.length
              && Arrays.equals(bytes, 0, armor.length, armor, 0, armor.length);
      return armored
          ? new String(bytes, StandardCharsets.US_ASCII)
          : Base64.getEncoder().encodeToString(bytes);
    } catch (IOException e) {
      throw unreadable(file, e);
    }
  }

  /** A password: the first line of the file, or asked for. */
  @SuppressWarnings("SystemConsoleNull") // A console without terminal ends with null as well.
  static String password(@Nullable Path file, String prompt) {
    if (file != null) {
      return text(file).lines().findFirst().orElse("");
    }
    char[] typed = System.console() == null ? null : System.console().readPassword("%s: ", prompt);
    if (typed == null) {
      throw new InvalidInput(
          "cannot ask for a password: there is no terminal", "Give --password-file <file>", null);
    }
    return new String(typed);
  }

  private static InvalidInput unreadable(Path file, IOException e) {
    return new InvalidInput(
        "cannot read " + file + ": " + (Files.exists(file) ? e.getMessage() : "it is not there"),
        e);
  }
}
