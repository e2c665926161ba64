package org.whittle.kernel;

import java.io.IOException;
import java.io.InputStream;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/**
 * A SHA-256 digest, the name of a piece of content.
 *
 * <p>Written as {@code sha256:} and 64 lower-case hexadecimal digits (OCI image-spec 1.1,
 * "Digests"). Ordered as unsigned bytes.
 */
public record Digest(long a, long b, long c, long d) implements Comparable<Digest> {
  /** Length of the binary form in bytes. */
  public static final int BYTES = 32;

  private static final String PREFIX = "sha256:";
  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** The digest of the given content. */
  public static Digest of(byte[] content) {
    return fromBytes(sha256().digest(content));
  }

  /** The digest of the text's UTF-8 form. */
  public static Digest of(String text) {
    return of(text.getBytes(StandardCharsets.UTF_8));
  }

  /** The digest of all that the stream still holds; the caller closes it. */
  public static Digest of(InputStream content) throws IOException {
    MessageDigest sha = sha256();
    byte[] buffer = new byte[1 << 16];
    for (int n = content.read(buffer); n >= 0; n = content.read(buffer)) {
      sha.update(buffer, 0, n);
    }
    return fromBytes(sha.digest());
  }

  /**
   * The digest whose binary form is given.
   *
   * @throws InvalidInput if there are not exactly 32 bytes
   */
  public static Digest fromBytes(byte[] bytes) {
    if (bytes.length != BYTES) {
      throw new InvalidInput("cannot read a digest: " + bytes.length + " bytes instead of 32");
    }
    return new Digest(
        (long) LONGS.get(bytes, 0),
        (long) LONGS.get(bytes, 8),
        (long) LONGS.get(bytes, 16),
        (long) LONGS.get(bytes, 24));
  }

  /**
   * Reads {@code sha256:<hex>} or bare hexadecimal digits.
   *
   * @throws InvalidInput if the text is not a SHA-256 digest
   */
  public static Digest parse(String text) {
    String hex = text.startsWith(PREFIX) ? text.substring(PREFIX.length()) : text;
    if (hex.length() != 2 * BYTES) {
      throw new InvalidInput("cannot read digest \"" + text + "\": 64 hexadecimal digits expected");
    }
    try {
      return fromBytes(HexFormat.of().parseHex(hex));
    } catch (IllegalArgumentException e) {
      throw new InvalidInput("cannot read digest \"" + text + "\": not hexadecimal", e);
    }
  }

  /** A fresh SHA-256 computation; finish it with {@link #fromBytes}. */
  public static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The binary form, 32 bytes. */
  public byte[] bytes() {
    byte[] bytes = new byte[BYTES];
    LONGS.set(bytes, 0, a);
    LONGS.set(bytes, 8, b);
    LONGS.set(bytes, 16, c);
    LONGS.set(bytes, 24, d);
    return bytes;
  }

  /** 64 lower-case hexadecimal digits. */
  public String hex() {
    return HexFormat.of().formatHex(bytes());
  }

  /** The first 12 hexadecimal digits, for people. */
  public String shortHex() {
    return hex().substring(0, 12);
  }

  @Override
  public int compareTo(Digest other) {
    int order = Long.compareUnsigned(a, other.a);
    order = order != 0 ? order : Long.compareUnsigned(b, other.b);
    order = order != 0 ? order : Long.compareUnsigned(c, other.c);
    return order != 0 ? order : Long.compareUnsigned(d, other.d);
  }

  /** The form {@code sha256:<hex>}. */
  @Override
  public String toString() {
    return PREFIX + hex();
  }
}
