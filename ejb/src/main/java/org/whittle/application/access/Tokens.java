package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import jakarta.inject.Inject;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.HexFormat;
import java.util.List;
import org.whittle.access.ApiToken;
import org.whittle.access.Directory;
import org.whittle.application.Audited;
import org.whittle.application.Caller;
import org.whittle.application.Roles;
import org.whittle.kernel.NotFound;

/** Issues, lists and revokes the API tokens of the caller. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class Tokens {
  private static final String PREFIX = "whittle_";
  private static final int SECRET_BYTES = 32;

  @Inject private Directory directory;
  @Inject private Caller caller;
  @Inject private Audited audited;
  @Inject private Clock clock;
  @Inject private SecureRandom random;

  /** The caller's tokens that are neither expired nor revoked. */
  public List<TokenView> mine() {
    return directory.tokens(caller.name(), caller.project()).stream()
        .filter(token -> token.isValid(clock.instant()))
        .map(Tokens::view)
        .toList();
  }

  /** Issues a token that is valid for some days, 1 to 365. */
  public IssuedToken issue(String label, int days) {
    byte[] bytes = new byte[SECRET_BYTES];
    random.nextBytes(bytes);
    String secret = PREFIX + HexFormat.of().formatHex(bytes);
    ApiToken token =
        new ApiToken(
            directory.user(caller.name()), caller.project(), label, secret, clock.instant(), days);
    directory.add(token);
    audited.record("issue token", "token " + token.id(), "label: " + label + ", days: " + days);
    return new IssuedToken(view(token), secret);
  }

  /** Revokes one of the caller's tokens. */
  public void revoke(long id) {
    ApiToken token =
        directory.tokens(caller.name(), caller.project()).stream()
            .filter(t -> t.id() == id)
            .findFirst()
            .orElseThrow(() -> new NotFound("cannot find token " + id + " among yours"));
    token.revoke(clock.instant());
    audited.record("revoke token", "token " + id, "");
  }

  private static TokenView view(ApiToken token) {
    return new TokenView(
        token.id(), token.label(), token.createdAt(), token.expiresAt(), token.lastUsedAt());
  }
}
