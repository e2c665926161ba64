package org.whittle.login;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Short-lived tokens of the registry: a client proves who it is once and pulls many blobs with what
 * it got for that.
 *
 * <p>A token says who and until when, sealed with a key that lives as long as the server; what its
 * bearer may do is looked up with each request.
 */
@ApplicationScoped
public class PullTokens {
  /** How long a token is good for: longer than the pull of a large image takes. */
  static final Duration LIFETIME = Duration.ofMinutes(10);

  private static final String PREFIX = "whittle-pull.";
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key = new byte[32];
  private final Clock clock;

  /** For the container. */
  @Inject
  public PullTokens(Clock clock) {
    this.clock = clock;
    new SecureRandom().nextBytes(key);
  }

  /** The container makes a proxy of this. */
  @SuppressWarnings("unused")
  protected PullTokens() {
    this(Clock.systemUTC());
  }

  /** A token for somebody. */
  String issue(String name) {
    String claim =
        encode(
            (clock.instant().plus(LIFETIME).getEpochSecond() + " " + name)
                .getBytes(StandardCharsets.UTF_8));
    return PREFIX + claim + "." + encode(seal(claim));
  }

  /** Whose token it is; empty if it is none of ours, or too old. */
  Optional<String> bearer(String token) {
    String[] parts = token.split("\\.", -1);
    if (parts.length != 3 || !token.startsWith(PREFIX)) {
      return Optional.empty();
    }
    try {
      if (!MessageDigest.isEqual(seal(parts[1]), decode(parts[2]))) {
        return Optional.empty();
      }
      String claim = new String(decode(parts[1]), StandardCharsets.UTF_8);
      int space = claim.indexOf(' ');
      Instant until = Instant.ofEpochSecond(Long.parseLong(claim.substring(0, space)));
      return clock.instant().isBefore(until)
          ? Optional.of(claim.substring(space + 1))
          : Optional.empty();
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private byte[] seal(String claim) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      return mac.doFinal(claim.getBytes(StandardCharsets.US_ASCII));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
    }
  }

  private static String encode(byte[] bytes) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private static byte[] decode(String text) {
    return Base64.getUrlDecoder().decode(text);
  }
}
