package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.whittle.access.Directory;
import org.whittle.access.User;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.Settings;

/** Creates the first administrator of an empty installation. */
@Stateless
@RolesAllowed(Roles.SYSTEM)
public class FirstAdministrator {
  /** The name of the first administrator. */
  public static final String NAME = "admin";

  @Inject private Directory directory;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Settings settings;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /**
   * Creates the administrator if there is no user yet, with the password that the environment gives
   * or a random one that is written to a file for the owner alone.
   *
   * @return that file, if it was written now
   */
  public Optional<Path> create() {
    if (!directory.users().isEmpty()) {
      return Optional.empty();
    }
    Optional<String> given = settings.firstPassword();
    String secret = given.orElseGet(this::randomPassword);
    User user = new User(NAME, "Administrator", secret, clock.instant(), random);
    user.grant(caller.project(), List.of(Roles.ADMINISTRATOR));
    directory.add(user);
    audited.record("create user", "user " + NAME, "first administrator");
    return given.isPresent()
        ? Optional.empty()
        : Optional.of(FirstPasswordFile.write(settings.data(), secret));
  }

  /** 20 characters that are hard to mistake for each other: about 100 bits. */
  private String randomPassword() {
    String letters = "abcdefghijkmnpqrstuvwxyz23456789";
    StringBuilder password = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      password.append(letters.charAt(random.nextInt(letters.length())));
    }
    return password.toString();
  }
}
