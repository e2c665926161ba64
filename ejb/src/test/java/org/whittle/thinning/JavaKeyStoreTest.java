package org.whittle.thinning;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayInputStream;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;
import org.junit.jupiter.api.Test;
import org.whittle.kernel.Corrupted;

class JavaKeyStoreTest {
  private static final char[] PASSWORD = "changeit".toCharArray();

  @Test
  void javaReadsWhatIsTrusted() throws Exception {
    List<X509Certificate> authorities = authorities();
    JavaKeyStore store = new JavaKeyStore();
    store.trust("First_CA.crt", pem(authorities.get(0)));
    store.trust("second.crt", "# a comment\n" + pem(authorities.get(1)));

    KeyStore read = KeyStore.getInstance("JKS");
    read.load(new ByteArrayInputStream(store.bytes()), PASSWORD);

    assertEquals(
        Set.of("first_ca.crt", "second.crt"),
        new TreeSet<>(java.util.Collections.list(read.aliases())));
    Certificate first = read.getCertificate("first_ca.crt");
    assertArrayEquals(authorities.get(0).getEncoded(), first.getEncoded());
    assertEquals(Instant.EPOCH, read.getCreationDate("second.crt").toInstant());
  }

  @Test
  void theSameCertificatesGiveTheSameBytesInAnyOrder() throws Exception {
    List<X509Certificate> authorities = authorities();
    JavaKeyStore one = new JavaKeyStore();
    one.trust("a", pem(authorities.get(0)));
    one.trust("b", pem(authorities.get(1)));
    JavaKeyStore other = new JavaKeyStore();
    other.trust("b", pem(authorities.get(1)));
    other.trust("a", pem(authorities.get(0)));

    assertArrayEquals(one.bytes(), other.bytes());
  }

  @Test
  void saysWhatIsNoCertificate() {
    JavaKeyStore store = new JavaKeyStore();

    assertEquals(
        "cannot trust a.crt: it holds no certificate in PEM",
        assertThrows(Corrupted.class, () -> store.trust("a.crt", "text")).getMessage());
    assertEquals(
        "cannot trust b.crt: its certificate is no Base64",
        assertThrows(
                Corrupted.class,
                () ->
                    store.trust(
                        "b.crt", "-----BEGIN CERTIFICATE-----\nA\n-----END CERTIFICATE-----"))
            .getMessage());
  }

  /** Authorities that the running Java trusts. */
  private static List<X509Certificate> authorities() throws Exception {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init((KeyStore) null);
    X509TrustManager manager =
        Arrays.stream(factory.getTrustManagers())
            .filter(X509TrustManager.class::isInstance)
            .map(X509TrustManager.class::cast)
            .findFirst()
            .orElseThrow();
    return List.of(manager.getAcceptedIssuers());
  }

  private static String pem(X509Certificate certificate) throws Exception {
    return "-----BEGIN CERTIFICATE-----\n"
        + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
        + "\n-----END CERTIFICATE-----\n";
  }
}
