package org.whittle.application.access;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.Stateless;
import java.util.List;
import org.whittle.application.Roles;

/** Issues, lists and revokes the API tokens of the caller. */
@Stateless
@RolesAllowed(Roles.VIEWER)
public class Tokens {
  /** The caller's tokens that are neither expired nor revoked. */
  public List<TokenView> mine() {
    throw new UnsupportedOperationException("Tokens");
  }

  /** Issues a token that is valid for some days, 1 to 365. */
  public IssuedToken issue(String label, int days) {
    throw new UnsupportedOperationException("Tokens");
  }

  /** Revokes one of the caller's tokens. */
  public void revoke(long id) {
    throw new UnsupportedOperationException("Tokens");
  }
}
