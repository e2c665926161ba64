package org.whittle.thinning;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.whittle.kernel.Corrupted;

/**
 * Certificates that Java is to trust, as the file that it reads ("JKS", version 2).
 *
 * <p>The format has a date for each certificate; here it is always the beginning of 1970, so that
 * the same certificates give the same bytes. The password guards against accidents only, and is the
 * one that every Java runtime comes with.
 */
final class JavaKeyStore {
  private static final Pattern PEM =
      Pattern.compile("-----BEGIN CERTIFICATE-----([A-Za-z0-9+/=\\s]+)-----END CERTIFICATE-----");
  private static final int MAGIC = 0xFEEDFEED;
  private static final int VERSION = 2;
  private static final int TRUSTED_CERTIFICATE = 2;
  private static final String PASSWORD = "changeit";
  private static final String SALT = "Mighty Aphrodite";

  private final SortedMap<String, byte[]> certificates = new TreeMap<>();

  /**
   * Adds a certificate.
   *
   * @param name file name, which becomes the alias, in lower case as Java wants it
   * @param pem the certificate in PEM (RFC 7468, section 5)
   * @throws Corrupted if it is none
   */
  void trust(String name, String pem) {
    Matcher matcher = PEM.matcher(pem);
    if (!matcher.find()) {
      throw new Corrupted("cannot trust " + name + ": it holds no certificate in PEM");
    }
    try {
      byte[] der = Base64.getMimeDecoder().decode(matcher.group(1));
      certificates.put(name.toLowerCase(Locale.ROOT), der);
    } catch (IllegalArgumentException e) {
      throw new Corrupted("cannot trust " + name + ": its certificate is no Base64", e);
    }
  }

  /** The file. */
  byte[] bytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (DataOutputStream out = new DataOutputStream(bytes)) {
      out.writeInt(MAGIC);
      out.writeInt(VERSION);
      out.writeInt(certificates.size());
      for (var entry : certificates.entrySet()) {
        out.writeInt(TRUSTED_CERTIFICATE);
        out.writeUTF(entry.getKey());
        out.writeLong(0);
        out.writeUTF("X.509");
        out.writeInt(entry.getValue().length);
        out.write(entry.getValue());
      }
      out.write(digest(bytes.toByteArray()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private static byte[] digest(byte[] content) {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-1");
      digest.update(PASSWORD.getBytes(StandardCharsets.UTF_16BE));
      digest.update(SALT.getBytes(StandardCharsets.UTF_8));
      return digest.digest(content);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java runtime has SHA-1", e);
    }
  }
}
