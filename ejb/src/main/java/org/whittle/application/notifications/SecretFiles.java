package org.whittle.application.notifications;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.whittle.application.Settings;
import org.whittle.kernel.InvalidInput;

/** Passwords that an operator puts into the folder of secrets; the database has their names. */
@ApplicationScoped
class SecretFiles {
  @Inject private Settings settings;

  /**
   * What a file says that need not be there.
   *
   * @throws InvalidInput if it is there and cannot be read
   */
  Optional<String> find(String name) {
    return Files.exists(settings.data().resolve("secrets").resolve(name))
        ? Optional.of(read(name))
        : Optional.empty();
  }

  /**
   * What a file says.
   *
   * @param name of the file, which {@link org.whittle.notifications.NotificationSettings} checks
   * @throws InvalidInput if it cannot be read
   */
  String read(String name) {
    Path folder = settings.data().resolve("secrets");
    try {
      return Files.readString(folder.resolve(name)).strip();
    } catch (IOException e) {
      throw new InvalidInput(
          "cannot read secret \"" + name + "\": there is no file that can be read",
          "Write the password to a file of that name in the folder secrets of the data folder,"
              + " readable by the server's user only",
          e);
    }
  }
}
