package org.whittle.access;

import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.security.spec.KeySpec;
import java.util.Base64;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A salted password hash by PBKDF2 with HMAC-SHA-512 (RFC 8018, section 5.2).
 *
 * <p>Written as {@code pbkdf2-sha512$iterations$salt$hash}, the last two in Base64. The iteration
 * count is in each hash, so that it can rise.
 */
final class PasswordHash {
  private static final int ITERATIONS = 210_000;
  private static final int SALT_BYTES = 16;
  private static final int HASH_BYTES = 32;
  private static final String SCHEME = "pbkdf2-sha512";

  /** A hash that no password matches: all its bytes are zero. */
  static final String DECOY =
      SCHEME
          + "$"
          + ITERATIONS
          + "$"
          + Base64.getEncoder().encodeToString(new byte[SALT_BYTES])
          + "$"
          + Base64.getEncoder().encodeToString(new byte[HASH_BYTES]);

  private PasswordHash() {}

  /** Hashes a password with a fresh salt. */
  static String of(String password, SecureRandom random) {
    byte[] salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    Base64.Encoder base64 = Base64.getEncoder();
    return SCHEME
        + "$"
        + ITERATIONS
        + "$"
        + base64.encodeToString(salt)
        + "$"
        + base64.encodeToString(derive(password, salt, ITERATIONS));
  }

  /** Whether the password is the one that was hashed; takes the same time either way. */
  static boolean matches(String password, String hash) {
    String[] parts = hash.split("\\$", -1);
    if (parts.length != 4 || !parts[0].equals(SCHEME)) {
      return false;
    }
    Base64.Decoder base64 = Base64.getDecoder();
    byte[] expected = base64.decode(parts[3]);
    byte[] given = derive(password, base64.decode(parts[2]), Integer.parseInt(parts[1]));
    return MessageDigest.isEqual(expected, given);
  }

  private static byte[] derive(String password, byte[] salt, int iterations) {
    KeySpec spec = new PBEKeySpec(password.toCharArray(), salt, iterations, HASH_BYTES * 8);
    try {
      return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA512").generateSecret(spec).getEncoded();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has PBKDF2WithHmacSHA512", e);
    }
  }
}
