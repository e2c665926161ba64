package org.whittle.application.access;

import jakarta.annotation.security.PermitAll;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.whittle.access.ApiToken;
import org.whittle.access.Directory;
import org.whittle.access.User;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.application.Settings;
import org.whittle.audit.AuditTrail;

/**
 * Tells who somebody is by what they prove.
 *
 * <p>Open to everybody, since nobody is known before. A refused password is audited; the answer
 * does not tell whether the name or the password was wrong.
 */
@Stateless
@PermitAll
public class Authenticate {
  @Inject private Directory directory;
  @Inject private AuditTrail trail;
  @Inject private Clock clock;
  @Inject private Settings settings;

  /** By name and password, as at the login page. */
  public Optional<Identity> byPassword(String name, String password) {
    Optional<User> user = directory.prove(name, password);
    trail.record(
        Caller.DEFAULT_PROJECT,
        user.map(User::name).orElse("anonymous"),
        user.isPresent() ? "log in" : "refuse login",
        "user " + name,
        "");
    return user.map(Authenticate::identity);
  }

  /** By the secret of an API token. */
  public Optional<Identity> byToken(String secret) {
    Optional<ApiToken> token = directory.token(secret).filter(t -> t.isValid(clock.instant()));
    token.ifPresent(t -> directory.use(t, clock.instant()));
    return token.map(t -> identity(t.user()));
  }

  /** By the session of somebody who logged in before: their roles as they are now. */
  public Optional<Identity> bySession(String name) {
    return directory.find(name).filter(User::isEnabled).map(Authenticate::identity);
  }

  /** Somebody who proves nothing and wants to pull images: known only where that is allowed. */
  public Optional<Identity> anonymousPuller() {
    return settings.anonymousPull()
        ? Optional.of(new Identity("anonymous puller", "", Set.of(Roles.PULLER)))
        : Optional.empty();
  }

  private static Identity identity(User user) {
    return new Identity(
        user.name(), user.displayName(), Roles.implied(user.roles(Caller.DEFAULT_PROJECT)));
  }
}
