package org.whittle.source;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.whittle.kernel.Failure;
import org.whittle.kernel.InvalidInput;
import org.whittle.kernel.Unavailable;

/** Finds the keys that an entry of an apt configuration trusts; not safe for several threads. */
final class AptKeys {
  private final Path root;
  private final Path apt;
  private final Map<String, Keyring> known = new HashMap<>();

  AptKeys(Path root, Path apt) {
    this.root = root;
    this.apt = apt;
  }

  /**
   * The keys that {@code Signed-By} names or holds, else those that apt trusts for everything.
   *
   * @throws Failure if they cannot be read
   */
  Keyring find(String signedBy) {
    Keyring keyring = known.get(signedBy);
    if (keyring == null) {
      keyring = read(signedBy);
      known.put(signedBy, keyring);
    }
    return keyring;
  }

  private Keyring read(String signedBy) {
    if (signedBy.isEmpty()) {
      return trusted();
    }
    if (signedBy.startsWith("-----BEGIN")) {
      return Keyring.parse((signedBy + "\n").getBytes(StandardCharsets.US_ASCII));
    }
    List<Keyring> keyrings = new ArrayList<>();
    for (String path : signedBy.strip().split("\\s+")) {
      if (!path.startsWith("/")) {
        throw new InvalidInput(
            "cannot use Signed-By \"" + path + "\": only key files and armored keys are supported",
            "Name the file that holds the key",
            null);
      }
      keyrings.add(keyring(root.resolve(path.substring(1))));
    }
    return Keyring.join(keyrings);
  }

  private Keyring trusted() {
    List<Keyring> keyrings = new ArrayList<>();
    for (Path file : trustedFiles()) {
      keyrings.add(keyring(file));
    }
    if (keyrings.isEmpty()) {
      throw new InvalidInput(
          "cannot find a key for it: there is no Signed-By, and trusted.gpg.d is empty",
          "Install the vendor's keyring, or name its file with Signed-By",
          null);
    }
    return Keyring.join(keyrings);
  }

  private List<Path> trustedFiles() {
    List<Path> files = new ArrayList<>(AptFiles.in(apt.resolve("trusted.gpg.d"), ".gpg", ".asc"));
    Path old = apt.resolve("trusted.gpg");
    try {
      if (Files.isRegularFile(old) && Files.size(old) > 0) {
        files.add(old);
      }
    } catch (IOException e) {
      throw unreadable(old, e);
    }
    return files;
  }

  private static Keyring keyring(Path file) {
    try {
      return Keyring.parse(Files.readAllBytes(file));
    } catch (IOException e) {
      throw unreadable(file, e);
    } catch (InvalidInput e) {
      throw new InvalidInput(
          e.getMessage().replace("cannot read keyring", "cannot read keyring " + file),
          "Install the vendor's keyring again",
          e);
    }
  }

  private static Unavailable unreadable(Path file, IOException e) {
    String fault = e instanceof NoSuchFileException ? "there is no such file" : "permission denied";
    return new Unavailable(
        "cannot read keyring " + file + ": " + fault, "Install the vendor's keyring", e);
  }
}
