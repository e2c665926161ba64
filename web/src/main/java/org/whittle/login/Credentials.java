package org.whittle.login;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What an {@code Authorization} header says (RFC 9110, section 11.6.2). */
sealed interface Credentials {
  /** A token (RFC 6750, section 2.1). */
  record Bearer(String token) implements Credentials {}

  /** Name and password (RFC 7617). */
  record Basic(String name, String password) implements Credentials {}

  /** Reads the header; empty if it is absent or not of a kind that is known. */
  static Optional<Credentials> of(@Nullable String header) {
    if (header == null) {
      return Optional.empty();
    }
    String[] parts = header.strip().split(" +", 2);
    if (parts.length != 2) {
      return Optional.empty();
    }
    if (parts[0].equalsIgnoreCase("Bearer")) {
      return Optional.of(new Bearer(parts[1]));
    }
    return parts[0].equalsIgnoreCase("Basic") ? basic(parts[1]) : Optional.empty();
  }

  private static Optional<Credentials> basic(String encoded) {
    try {
      String decoded = new String(Base64.getDecoder().decode(encoded), StandardCharsets.UTF_8);
      int colon = decoded.indexOf(':');
      return colon < 0
          ? Optional.empty()
          : Optional.of(new Basic(decoded.substring(0, colon), decoded.substring(colon + 1)));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }
}
