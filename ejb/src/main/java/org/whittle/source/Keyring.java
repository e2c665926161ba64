package org.whittle.source;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.bc.BcPGPPublicKeyRingCollection;
import org.whittle.kernel.InvalidInput;

/**
 * The OpenPGP certificates that may sign for a source (RFC 9580, section 10.1, "Transferable Public
 * Keys"). Immutable; equal if the binary forms are.
 */
public final class Keyring {
  private static final String ARMOR_BEGIN = "-----BEGIN PGP PUBLIC KEY BLOCK-----";
  private static final String ARMOR_END = "-----END PGP PUBLIC KEY BLOCK-----";
  private static final String REMEDY =
      "Give the vendor's public keys, as its keyring package holds them or as gpg --export writes"
          + " them";

  private final byte[] binary;
  private final List<String> fingerprints;

  private Keyring(byte[] binary) {
    this.binary = binary;
    this.fingerprints = certificates(binary).stream().map(Keyring::fingerprint).toList();
    if (fingerprints.isEmpty()) {
      throw new InvalidInput("cannot read keyring: it holds no public key", REMEDY, null);
    }
  }

  /**
   * Reads keys in binary form, or in ASCII armor with any number of blocks.
   *
   * @throws InvalidInput if there is no key in it, or something that is no public key
   */
  public static Keyring parse(byte[] content) {
    return new Keyring(isArmored(content) ? dearmor(content) : content.clone());
  }

  private static List<OpenPGPCertificate> certificates(byte[] binary) {
    try {
      List<OpenPGPCertificate> certificates = new ArrayList<>();
      for (PGPPublicKeyRing ring : new BcPGPPublicKeyRingCollection(binary)) {
        certificates.add(new OpenPGPCertificate(ring));
      }
      return certificates;
    } catch (IOException | PGPException | RuntimeException e) {
      // The library answers hostile packets with many unchecked exceptions; all mean the same.
      throw new InvalidInput("cannot read keyring: it is not a list of public keys", REMEDY, e);
    }
  }

  /** One keyring with the certificates of all. */
  public static Keyring join(Collection<Keyring> keyrings) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    keyrings.forEach(keyring -> all.writeBytes(keyring.binary));
    return parse(all.toByteArray());
  }

  private static boolean isArmored(byte[] content) {
    return new String(content, StandardCharsets.ISO_8859_1).contains(ARMOR_BEGIN);
  }

  private static byte[] dearmor(byte[] content) {
    String text = new String(content, StandardCharsets.ISO_8859_1);
    ByteArrayOutputStream binary = new ByteArrayOutputStream();
    try {
      for (int at = text.indexOf(ARMOR_BEGIN); at >= 0; at = text.indexOf(ARMOR_BEGIN, at + 1)) {
        int end = text.indexOf(ARMOR_END, at);
        String block = text.substring(at, end < 0 ? text.length() : end + ARMOR_END.length());
        byte[] bytes = (block + "\n").getBytes(StandardCharsets.ISO_8859_1);
        try (ArmoredInputStream armor = new ArmoredInputStream(new ByteArrayInputStream(bytes))) {
          armor.transferTo(binary);
        }
      }
    } catch (IOException e) {
      throw new InvalidInput("cannot read keyring: its ASCII armor is broken", REMEDY, e);
    }
    return binary.toByteArray();
  }

  /** The binary form: certificates one behind the other. */
  public byte[] bytes() {
    return binary.clone();
  }

  /** Fingerprints of the primary keys in upper-case hexadecimal digits, as the keyring has them. */
  public List<String> fingerprints() {
    return fingerprints;
  }

  /**
   * The certificates, read anew: the library's objects hold state while they verify, so that no two
   * threads may share them.
   */
  List<OpenPGPCertificate> certificates() {
    return certificates(binary);
  }

  /** The fingerprint of a certificate's primary key in upper-case hexadecimal digits. */
  static String fingerprint(OpenPGPCertificate certificate) {
    return HexFormat.of().formatHex(certificate.getFingerprint()).toUpperCase(Locale.ROOT);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Keyring keyring && Arrays.equals(binary, keyring.binary);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(binary);
  }

  /** The fingerprints, for people. */
  @Override
  public String toString() {
    return String.join(", ", fingerprints);
  }
}
