package org.whittle.source;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import org.bouncycastle.bcpg.HashAlgorithmTags;
import org.bouncycastle.bcpg.sig.KeyFlags;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.whittle.kernel.Corrupted;
import org.whittle.kernel.Failure;

class ReleaseVerifierTest {
  private static final Instant SIGNED = Instant.parse("2026-06-01T10:00:00Z");
  private static final Clock CLOCK =
      Clock.fixed(Instant.parse("2026-06-01T12:00:00Z"), ZoneOffset.UTC);
  private static final String TEXT = "Origin: Test\n- dash\n--dashes\n\nSuite: stable\n";
  private static final SigningKey KEY = SigningKey.ed25519();
  private static final SigningKey OTHER = SigningKey.ed25519();

  private static VerifiedText verify(String file, Keyring keyring) {
    return new ReleaseVerifier(CLOCK)
        .verify(file.getBytes(StandardCharsets.UTF_8), keyring, "release R");
  }

  private static String fault(String file, Keyring keyring) {
    return assertThrows(Corrupted.class, () -> verify(file, keyring)).getMessage();
  }

  private static String fault(SigningKey key) {
    return fault(key.clearSigned(TEXT, SIGNED), key.keyring());
  }

  @Test
  void aGoodSignatureYieldsTheTextTheSignerAndTheTime() {
    VerifiedText verified = verify(KEY.clearSigned(TEXT, SIGNED), KEY.keyring());
    assertEquals(new VerifiedText(TEXT, KEY.fingerprint(), SIGNED), verified);
  }

  @Test
  void rsaSignsAsWell() {
    SigningKey rsa = SigningKey.rsa(2048);
    assertEquals(TEXT, verify(rsa.clearSigned(TEXT, SIGNED), rsa.keyring()).text());
  }

  @Test
  void lineEndsAndTrailingBlanksAreNotPartOfTheText() {
    String blanks = KEY.clearSigned("Origin: Test  \t\nSuite: ä\n", SIGNED).replace("\n", "\r\n");
    assertEquals("Origin: Test\nSuite: ä\n", verify(blanks, KEY.keyring()).text());
  }

  @Test
  void oneGoodSignatureAmongOthersIsEnough() {
    String file =
        SigningKey.clearSigned(
            TEXT,
            List.of(
                OTHER.sign(TEXT, SIGNED, HashAlgorithmTags.SHA256),
                KEY.sign(TEXT, SIGNED, HashAlgorithmTags.SHA512)));
    assertEquals(KEY.fingerprint(), verify(file, KEY.keyring()).signer());
  }

  @Test
  void aKeyringIsReadInBinaryAndArmoredFormWithAnyNumberOfBlocks() {
    String armored = OTHER.armoredCertificate() + KEY.armoredCertificate();
    Keyring keyring = Keyring.parse(armored.getBytes(StandardCharsets.US_ASCII));
    assertEquals(Keyring.join(List.of(OTHER.keyring(), KEY.keyring())), keyring);
    assertEquals(TEXT, verify(KEY.clearSigned(TEXT, SIGNED), keyring).text());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          ''               | cannot read keyring: it holds no public key
          <html>no key     | cannot read keyring: it is not a list of public keys
          """)
  void aKeyringThatIsNoneIsRefused(String content, String message) {
    byte[] bytes = content.getBytes(StandardCharsets.US_ASCII);
    Failure failure = assertThrows(Failure.class, () -> Keyring.parse(bytes));
    assertEquals(message, failure.getMessage());
    assertEquals(
        "Give the vendor's public keys, as its keyring package holds them or as gpg --export"
            + " writes them",
        failure.remedy().orElseThrow());
  }

  @Test
  void aWrongKeyIsNamedWithTheRemedy() {
    Failure failure =
        assertThrows(Corrupted.class, () -> verify(OTHER.clearSigned(TEXT, SIGNED), KEY.keyring()));
    assertEquals(
        "cannot trust release R: it is signed by key "
            + OTHER.fingerprint()
            + ", not by a key of the keyring. If the vendor has new keys, give the source its new"
            + " keyring; if not, do not use this address",
        failure.messageWithRemedy());
  }

  @Test
  void aTamperedTextIsRefusedWithTheRemedy() {
    String tampered = KEY.clearSigned(TEXT, SIGNED).replace("stable", "hijack");
    Failure failure = assertThrows(Corrupted.class, () -> verify(tampered, KEY.keyring()));
    assertEquals(
        "cannot trust release R: the signature by key "
            + KEY.fingerprint()
            + " does not match its text. Sync again; if it stays, use another mirror: what this"
            + " one sends was changed",
        failure.messageWithRemedy());
  }

  @Test
  void anUnsignedFileIsRefused() {
    assertEquals("cannot trust release R: it is not signed", fault(TEXT, KEY.keyring()));
    assertEquals("cannot trust release R: it is not signed", fault("", KEY.keyring()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SHA256\\n\\nOrigin | SHA256\\nNotDashEscaped: yes\\n\\nOrigin | line 3: only Hash headers are allowed
          - - dash           | - dash\\n-evil    | line 6: the line starts with a dash that is not escaped
          Suite: stable      | Suite:\\rstable  | line 8: a carriage return stands inside the line
          -----END           | -----KEEP        | line 16: the signature is cut off
          END PGP SIGNATURE-----\\n | END PGP SIGNATURE-----\\nEvil: yes\\n | line 16: something stands behind the signature
          """)
  void aFormThatFoolsOthersIsRefused(String good, String evil, String message) {
    String file =
        KEY.clearSigned(TEXT, SIGNED)
            .replace(good.replace("\\n", "\n"), evil.replace("\\n", "\n").replace("\\r", "\r"));
    assertEquals("cannot trust release R: " + message, fault(file, KEY.keyring()));
  }

  @Test
  void textBeforeTheSignedPartIsRefused() {
    String file = "Suite: evil\n" + KEY.clearSigned(TEXT, SIGNED);
    assertEquals("cannot trust release R: it is not signed", fault(file, KEY.keyring()));
  }

  @Test
  void aSignatureThatCannotBeReadIsRefused() {
    String file = SigningKey.clearSigned(TEXT, List.of(new byte[] {(byte) 0xc2, 3, 9, 9, 9}));
    assertEquals(
        "cannot trust release R: its signature cannot be read", fault(file, KEY.keyring()));
  }

  @Test
  void weakHashesAreRefused() {
    byte[] weak = KEY.sign(TEXT, SIGNED, HashAlgorithmTags.SHA1);
    assertEquals(
        "cannot trust release R: the signature by key "
            + KEY.fingerprint()
            + " uses SHA1, which can be forged",
        fault(SigningKey.clearSigned(TEXT, List.of(weak)), KEY.keyring()));
  }

  @Test
  void aKeyMustBeFitToSignAtThatTime() {
    SigningKey revoked = SigningKey.ed25519().revoked(SIGNED.minusSeconds(60));
    SigningKey expired =
        SigningKey.ed25519(KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER, Duration.ofDays(10));
    SigningKey certifier = SigningKey.ed25519(KeyFlags.CERTIFY_OTHER, Duration.ZERO);
    SigningKey small = SigningKey.rsa(1024);
    assertEquals(refused(revoked, "was made with a key that is revoked"), fault(revoked));
    assertEquals(
        refused(expired, "was made with a key that had expired at 2026-01-11T00:00:00Z"),
        fault(expired));
    assertEquals(
        refused(certifier, "was made with a key that is not meant for signing"), fault(certifier));
    assertEquals(
        refused(small, "was made with an RSA key that is shorter than 2,048 bits"), fault(small));
  }

  @Test
  void aKeyThatExpiredLaterWasGoodWhenItSigned() {
    SigningKey key =
        SigningKey.ed25519(KeyFlags.SIGN_DATA | KeyFlags.CERTIFY_OTHER, Duration.ofDays(10));
    Instant then = SigningKey.CREATED.plus(Duration.ofDays(5));
    assertEquals(then, verify(key.clearSigned(TEXT, then), key.keyring()).signedAt());
  }

  @Test
  void aSignatureFromTheFutureIsRefused() {
    Instant future = CLOCK.instant().plus(Duration.ofHours(2));
    assertEquals(
        refused(KEY, "was made in the future, at 2026-06-01T14:00:00Z"),
        fault(KEY.clearSigned(TEXT, future), KEY.keyring()));
  }

  private static String refused(SigningKey key, String fault) {
    return "cannot trust release R: the signature by key " + key.fingerprint() + " " + fault;
  }
}
