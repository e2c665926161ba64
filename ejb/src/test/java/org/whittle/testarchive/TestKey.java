package org.whittle.testarchive;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.HexFormat;
import java.util.List;
import org.bouncycastle.bcpg.ArmoredOutputStream;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyAlgorithmTags;
import org.bouncycastle.bcpg.PublicKeyPacket;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.bouncycastle.crypto.AsymmetricCipherKeyPair;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.openpgp.PGPException;
import org.bouncycastle.openpgp.PGPKeyPair;
import org.bouncycastle.openpgp.PGPPublicKey;
import org.bouncycastle.openpgp.PGPPublicKeyRing;
import org.bouncycastle.openpgp.PGPSignature;
import org.bouncycastle.openpgp.PGPSignatureGenerator;
import org.bouncycastle.openpgp.PGPSignatureSubpacketGenerator;
import org.bouncycastle.openpgp.operator.bc.BcPGPContentSignerBuilder;
import org.bouncycastle.openpgp.operator.bc.BcPGPKeyPair;
import org.whittle.kernel.Digest;

/**
 * An OpenPGP key (Ed25519, version 4) that signs releases.
 *
 * <p>It is derived from its name, which anybody may know: of no use but in tests.
 */
public final class TestKey {
  private static final int HASH = HashAlgorithmTags.SHA512;

  private final PGPKeyPair pair;
  private final PGPPublicKeyRing ring;

  private TestKey(String name, Instant created, long validSeconds) {
    Ed25519PrivateKeyParameters secret =
        new Ed25519PrivateKeyParameters(Digest.of("test key " + name).bytes(), 0);
    try {
      pair =
          new BcPGPKeyPair(
              PublicKeyPacket.VERSION_4,
              PublicKeyAlgorithmTags.EDDSA_LEGACY,
              new AsymmetricCipherKeyPair(secret.generatePublicKey(), secret),
              Date.from(created));
      ring = new PGPPublicKeyRing(List.of(certified(name, created, validSeconds)));
    } catch (PGPException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The key of this name, made at the given time and valid for ever. */
  public static TestKey named(String name, Instant created) {
    return new TestKey(name, created, 0);
  }

  /** The key of this name, which expires. */
  public static TestKey expiring(String name, Instant created, Duration valid) {
    return new TestKey(name, created, valid.toSeconds());
  }

  /** The fingerprint in upper-case hexadecimal digits. */
  public String fingerprint() {
    return HexFormat.of().withUpperCase().formatHex(pair.getPublicKey().getFingerprint());
  }

  /** The public keyring in binary form. */
  public byte[] keyring() {
    try {
      return ring.getEncoded();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The public keyring in ASCII armor. */
  public String armoredKeyring() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArmoredOutputStream armor = armor(bytes)) {
      armor.write(keyring());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toString(UTF_8);
  }

  /** The text with its signature, as {@code InRelease} (RFC 4880, 7 "Cleartext Signature"). */
  public String clearSign(String text, Instant at) {
    String body = text.stripTrailing();
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArmoredOutputStream armor = armor(bytes)) {
      armor.beginClearText(HASH);
      armor.write((body + "\n").getBytes(UTF_8));
      armor.endClearText();
      byte[] canonical = body.replaceAll("[ \t]*\n", "\r\n").getBytes(UTF_8);
      armor.write(signature(PGPSignature.CANONICAL_TEXT_DOCUMENT, canonical, at).getEncoded());
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toString(UTF_8);
  }

  /** A detached armored signature, as {@code Release.gpg}. */
  public String sign(byte[] content, Instant at) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ArmoredOutputStream armor = armor(bytes)) {
      armor.write(signature(PGPSignature.BINARY_DOCUMENT, content, at).getEncoded());
    } catch (IOException | PGPException e) {
      throw new IllegalStateException(e);
    }
    return bytes.toString(UTF_8);
  }

  private PGPSignature signature(int type, byte[] content, Instant at) throws PGPException {
    PGPSignatureGenerator generator = generator(type, at, 0);
    generator.update(content);
    return generator.generate();
  }

  private PGPPublicKey certified(String name, Instant created, long validSeconds)
      throws PGPException {
    String id = name + " <test@example.org>";
    PGPSignatureGenerator generator =
        generator(PGPSignature.POSITIVE_CERTIFICATION, created, validSeconds);
    PGPSignature itself = generator.generateCertification(id, pair.getPublicKey());
    return PGPPublicKey.addCertification(pair.getPublicKey(), id, itself);
  }

  private PGPSignatureGenerator generator(int type, Instant at, long keyValidSeconds)
      throws PGPException {
    PGPSignatureGenerator generator =
        new PGPSignatureGenerator(
            new BcPGPContentSignerBuilder(PublicKeyAlgorithmTags.EDDSA_LEGACY, HASH),
            pair.getPublicKey());
    generator.init(type, pair.getPrivateKey());
    PGPSignatureSubpacketGenerator packets = new PGPSignatureSubpacketGenerator();
    packets.setSignatureCreationTime(false, Date.from(at));
    packets.setIssuerFingerprint(false, pair.getPublicKey());
    if (type == PGPSignature.POSITIVE_CERTIFICATION) {
      packets.setKeyFlags(false, KeyFlags.CERTIFY_OTHER | KeyFlags.SIGN_DATA);
    }
    if (keyValidSeconds > 0) {
      packets.setKeyExpirationTime(false, keyValidSeconds);
    }
    generator.setHashedSubpackets(packets.generate());
    return generator;
  }

  private static ArmoredOutputStream armor(ByteArrayOutputStream out) {
    return ArmoredOutputStream.builder().clearHeaders().build(out);
  }
}
