package org.whittle.source;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.bouncycastle.bcpg.ArmoredInputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.KeyIdentifier;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureList;
import org.bouncycastle.openpgp.PGPUtil;
import org.bouncycastle.openpgp.api.OpenPGPCertificate;
import org.bouncycastle.openpgp.api.OpenPGPCertificate.OpenPGPComponentKey;
import org.bouncycastle.openpgp.bc.BcPGPObjectFactory;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentVerifierBuilderProvider;
import org.whittle.kernel.Corrupted;

/**
 * Verifies a clear-signed release file against a keyring.
 *
 * <p>One good signature is enough, as archives sign with the keys of several generations. Good
 * means: SHA-256 or better, made by an RSA, ECDSA or EdDSA key that is in the keyring, may sign,
 * and was neither revoked nor expired when it signed; not made in the future, and not expired
 * itself. Safe for use by any thread.
 */
public final class ReleaseVerifier {
  private static final Duration CLOCK_TOLERANCE = Duration.ofHours(1);
  private static final Set<Integer> STRONG_HASHES =
      Set.of(
          HashAlgorithmTags.SHA256,
          HashAlgorithmTags.SHA384,
          HashAlgorithmTags.SHA512,
          HashAlgorithmTags.SHA3_256,
          HashAlgorithmTags.SHA3_512);
  private static final Set<Integer> ALGORITHMS =
      Set.of(
          PublicKeyAlgorithmTags.RSA_GENERAL,
          PublicKeyAlgorithmTags.ECDSA,
          PublicKeyAlgorithmTags.EDDSA_LEGACY,
          PublicKeyAlgorithmTags.Ed25519,
          PublicKeyAlgorithmTags.Ed448);
  private static final Set<Integer> TEXT_SIGNATURES =
      Set.of(PGPSignature.BINARY_DOCUMENT, PGPSignature.CANONICAL_TEXT_DOCUMENT);
  private static final String KEY_REMEDY =
      "If the vendor has new keys, give the source its new keyring; if not, do not use this"
          + " address";
  private static final String MIRROR_REMEDY =
      "Sync again; if it stays, use another mirror: what this one sends was changed";
  private static final int MINIMAL_RSA_BITS = 2048;

  private final Clock clock;

  /** A verifier that takes the present from the clock. */
  public ReleaseVerifier(Clock clock) {
    this.clock = clock;
  }

  /** A verdict on one signature: the signer, or why it does not count. */
  private sealed interface Verdict {
    record Good(VerifiedText text) implements Verdict {}

    record Unknown(String key) implements Verdict {}

    record Bad(String fault, String remedy) implements Verdict {}
  }

  /**
   * Verifies the file and returns the signed text only.
   *
   * @param what names the file in messages, as its URI does
   * @throws Corrupted if no signature is good; the message says why
   */
  public VerifiedText verify(byte[] file, Keyring keyring, String what) {
    ClearSignedText signed = ClearSignedText.parse(file, what);
    List<Verdict.Unknown> unknown = new ArrayList<>();
    Optional<Verdict.Bad> bad = Optional.empty();
    List<OpenPGPCertificate> certificates = keyring.certificates();
    for (PGPSignature signature : signatures(signed, what)) {
      switch (judge(signature, signed, certificates)) {
        case Verdict.Good good -> {
          return good.text();
        }
        case Verdict.Unknown key -> unknown.add(key);
        case Verdict.Bad fault -> bad = bad.isPresent() ? bad : Optional.of(fault);
      }
    }
    if (bad.isPresent()) {
      throw new Corrupted(
          "cannot trust " + what + ": " + bad.get().fault(), bad.get().remedy(), null);
    }
    String keys = unknown.stream().map(Verdict.Unknown::key).collect(Collectors.joining(", "));
    throw new Corrupted(
        "cannot trust " + what + ": it is signed by " + keys + ", not by a key of the keyring",
        KEY_REMEDY,
        null);
  }

  private static PGPSignatureList signatures(ClearSignedText signed, String what) {
    byte[] armor = signed.armor().getBytes(StandardCharsets.ISO_8859_1);
    try (ArmoredInputStream in = new ArmoredInputStream(new ByteArrayInputStream(armor))) {
      if (new BcPGPObjectFactory(in).nextObject() instanceof PGPSignatureList list
          && !list.isEmpty()) {
        return list;
      }
      throw new IOException("no signature packet");
    } catch (IOException | RuntimeException e) {
      // The library answers hostile packets with many unchecked exceptions; all mean the same.
      throw new Corrupted(
          "cannot trust " + what + ": its signature cannot be read", MIRROR_REMEDY, e);
    }
  }

  private Verdict judge(
      PGPSignature signature, ClearSignedText signed, List<OpenPGPCertificate> certificates) {
    for (KeyIdentifier issuer : signature.getKeyIdentifiers()) {
      for (OpenPGPCertificate certificate : certificates) {
        OpenPGPComponentKey key = certificate.getKey(issuer);
        if (key != null) {
          return judge(signature, signed, key);
        }
      }
    }
    return new Verdict.Unknown(
        signature.getKeyIdentifiers().stream()
            .reduce((first, second) -> first.getFingerprint() != null ? first : second)
            .map(ReleaseVerifier::name)
            .orElse("an unnamed key"));
  }

  private Verdict judge(PGPSignature signature, ClearSignedText signed, OpenPGPComponentKey key) {
    String name = name(key.getKeyIdentifier());
    int hash = signature.getHashAlgorithm();
    if (!STRONG_HASHES.contains(hash)) {
      return new Verdict.Bad(
          "the signature by " + name + " uses " + hashName(hash) + ", which can be forged",
          "Ask the vendor for a release that is signed with SHA-256 or better");
    }
    if (!TEXT_SIGNATURES.contains(signature.getSignatureType())
        || !matches(signature, signed, key)) {
      return new Verdict.Bad(
          "the signature by " + name + " does not match its text", MIRROR_REMEDY);
    }
    Optional<String> fault =
        faultOfTime(signature).or(() -> faultOfAlgorithm(key)).or(() -> faultOfKey(signature, key));
    if (fault.isPresent()) {
      return new Verdict.Bad("the signature by " + name + " " + fault.get(), KEY_REMEDY);
    }
    Instant signedAt = signature.getCreationTime().toInstant();
    String signer = Keyring.fingerprint(key.getCertificate());
    return new Verdict.Good(new VerifiedText(signed.text(), signer, signedAt));
  }

  private static boolean matches(
      PGPSignature signature, ClearSignedText signed, OpenPGPComponentKey key) {
    try {
      signature.init(new BcPGPContentVerifierBuilderProvider(), key.getPGPPublicKey());
      signature.update(signed.canonical());
      return signature.verify();
    } catch (PGPException | RuntimeException e) {
      // Numbers that do not fit the key surface as unchecked exceptions of the arithmetic.
      return false;
    }
  }

  private Optional<String> faultOfTime(PGPSignature signature) {
    Instant signedAt = signature.getCreationTime().toInstant();
    Instant now = clock.instant();
    if (!signature.hasSubpackets()
        || signature.getHashedSubPackets().getSignatureCreationTime() == null) {
      return Optional.of("does not say when it was made");
    }
    if (signedAt.isAfter(now.plus(CLOCK_TOLERANCE))) {
      return Optional.of("was made in the future, at " + signedAt);
    }
    long validSeconds = signature.getHashedSubPackets().getSignatureExpirationTime();
    if (validSeconds > 0 && signedAt.plusSeconds(validSeconds).isBefore(now)) {
      return Optional.of("expired at " + signedAt.plusSeconds(validSeconds));
    }
    return Optional.empty();
  }

  private static Optional<String> faultOfKey(PGPSignature signature, OpenPGPComponentKey key) {
    Date at = signature.getCreationTime();
    OpenPGPCertificate certificate = key.getCertificate();
    if (certificate.getRevocation(at) != null || key.getRevocation(at) != null) {
      return Optional.of("was made with a key that is revoked");
    }
    for (OpenPGPComponentKey each : List.of(certificate.getPrimaryKey(), key)) {
      Date end = each.getKeyExpirationDateAt(at);
      if (end != null && !end.toInstant().isAfter(at.toInstant())) {
        return Optional.of("was made with a key that had expired at " + end.toInstant());
      }
    }
    if (!key.isBoundAt(at) || !key.isSigningKey(at)) {
      return Optional.of("was made with a key that is not meant for signing");
    }
    return Optional.empty();
  }

  private static Optional<String> faultOfAlgorithm(OpenPGPComponentKey key) {
    int algorithm = key.getAlgorithm();
    if (!ALGORITHMS.contains(algorithm)) {
      return Optional.of("was made with an algorithm (" + algorithm + ") that is not trusted");
    }
    boolean rsa = algorithm == PublicKeyAlgorithmTags.RSA_GENERAL;
    if (rsa && key.getPGPPublicKey().getBitStrength() < MINIMAL_RSA_BITS) {
      return Optional.of("was made with an RSA key that is shorter than 2,048 bits");
    }
    return Optional.empty();
  }

  private static String name(KeyIdentifier key) {
    return "key " + key.toString().toUpperCase(Locale.ROOT);
  }

  private static String hashName(int algorithm) {
    try {
      return PGPUtil.getDigestName(algorithm);
    } catch (PGPException e) {
      return "hash algorithm " + algorithm;
    }
  }
}
