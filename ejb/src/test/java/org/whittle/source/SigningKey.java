package org.whittle.source;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Date;
import java.util.List;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.bcpg.sig.RevocationReasonTags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.generators.Ed25519KeyPairGenerator;
import org.bouncycastle.crypto.generators.RSAKeyPairGenerator;
import org.bouncycastle.crypto.params.Ed25519KeyGenerationParameters;
import org.bouncycastle.crypto.params.RSAKeyGenerationParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;

/** A key of a test that signs as an archive's does: good, or bad in one chosen way. */
final class SigningKey {
  static final Instant CREATED = Instant.parse("2026-01-01T00:00:00Z");

  private final PGPKeyPair pair;
  private PGPPublicKey certified;

  private SigningKey(PGPKeyPair pair, int flags, Duration valid) throws PGPException {
    this.pair = pair;
    this.certified = certify(flags, valid);
  }

  static SigningKey ed25519() {
    return ed25519(KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA, Duration.ZERO);
  }

  static SigningKey ed25519(int flags, Duration valid) {
    Ed25519KeyPairGenerator generator = new Ed25519KeyPairGenerator();
    generator.init(new Ed25519KeyGenerationParameters(new SecureRandom()));
    return of(PublicKeyAlgorithmTags.EDDSA_LEGACY, generator.generateKeyPair(), flags, valid);
  }

  static SigningKey rsa(int bits) {
    RSAKeyPairGenerator generator = new RSAKeyPairGenerator();
    generator.init(
        new RSAKeyGenerationParameters(BigInteger.valueOf(65537), new SecureRandom(), bits, 80));
    int flags = KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA;
    return of(
        PublicKeyAlgorithmTags.RSA_GENERAL, generator.generateKeyPair(), flags, Duration.ZERO);
  }

  @SuppressWarnings("JavaUtilDate") // The library speaks it.
  private static SigningKey of(
      int algorithm, AsymmetricCipherKeyPair keys, int flags, Duration valid) {
    try {
      return new SigningKey(new BcPGPKeyPair(4, algorithm, keys, Date.from(CREATED)), flags, valid);
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  private PGPPublicKey certify(int flags, Duration valid) throws PGPException {
    PGPSignatureGenerator generator =
        generator(PGPSignature.POSITIVE_CERTIFICATION, HashAlgorithmTags.SHA256, CREATED);
    PGPSignatureSubpacketGenerator more = subpackets(CREATED);
    more.setKeyFlags(true, flags);
    if (!valid.isZero()) {
      more.setKeyExpirationTime(true, valid.toSeconds());
    }
    generator.setHashedSubpackets(more.generate());
    String user = "Test Archive <archive@example.org>";
    return PGPPublicKey.addCertification(
        pair.getPublicKey(), user, generator.generateCertification(user, pair.getPublicKey()));
  }

  /** Revokes the key as compromised. */
  SigningKey revoked(Instant at) {
    try {
      PGPSignatureGenerator generator =
          generator(PGPSignature.KEY_REVOCATION, HashAlgorithmTags.SHA256, at);
      PGPSignatureSubpacketGenerator more = subpackets(at);
      more.setRevocationReason(true, RevocationReasonTags.KEY_COMPROMISED, "stolen");
      generator.setHashedSubpackets(more.generate());
      certified =
          PGPPublicKey.addCertification(certified, generator.generateCertification(certified));
      return this;
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  @SuppressWarnings("JavaUtilDate")
  private PGPSignatureSubpacketGenerator subpackets(Instant at) {
    PGPSignatureSubpacketGenerator subpackets = new PGPSignatureSubpacketGenerator();
    subpackets.setSignatureCreationTime(true, Date.from(at));
    subpackets.setIssuerFingerprint(false, pair.getPublicKey());
    return subpackets;
  }

  private PGPSignatureGenerator generator(int type, int hash, Instant at) throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(pair.getPublicKey().getAlgorithm(), hash),
            pair.getPublicKey());
    generator.init(type, pair.getPrivateKey());
    generator.setHashedSubpackets(subpackets(at).generate());
    return generator;
  }

  /** The certificate in binary form. */
  byte[] certificate() {
    try {
      return certified.getEncoded();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  Keyring keyring() {
    return Keyring.parse(certificate());
  }

  String fingerprint() {
    return keyring().fingerprints().get(0);
  }

  /** One signature packet over the text, which ends with a line feed. */
  byte[] sign(String text, Instant at, int hash) {
    try {
      PGPSignatureGenerator generator = generator(PGPSignature.CANONICAL_TEXT_DOCUMENT, hash, at);
      String canonical =
          Arrays.stream(text.substring(0, text.length() - 1).split("\n", -1))
              .map(line -> line.replaceFirst("[ \t]+$", ""))
              .collect(Collectors.joining("\r\n"));
      generator.update(canonical.getBytes(StandardCharsets.UTF_8));
      return generator.generate().getEncoded();
    } catch (PGPException | IOException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The text clear-signed. */
  String clearSigned(String text, Instant at) {
    return clearSigned(text, List.of(sign(text, at, HashAlgorithmTags.SHA256)));
  }

  /** The text with the given signatures. */
  static String clearSigned(String text, List<byte[]> signatures) {
    String escaped = text.replaceAll("(?m)^-", "- -");
    return "-----BEGIN PGP SIGNED MESSAGE-----\nHash: SHA256\n\n" + escaped + armored(signatures);
  }

  private static String armored(List<byte[]> packets) {
    ByteArrayOutputStream armor = new ByteArrayOutputStream();
    try (ArmoredOutputStream out = ArmoredOutputStream.builder().clearHeaders().build(armor)) {
      for (byte[] packet : packets) {
        out.write(packet);
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return armor.toString(StandardCharsets.US_ASCII);
  }

  /** The certificate in ASCII armor. */
  String armoredCertificate() {
    return armored(List.of(certificate()));
  }
}
